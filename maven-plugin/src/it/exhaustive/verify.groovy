def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs.size() == 7

// What stands between the goal's own line and the end of the build, without what depends on the machine: times and rates.
def printed = { run ->
    def lines = run.readLines()
    def from = lines.findIndexOf { it.contains(':verify (default-cli)') }
    def to = lines.findIndexOf(from) { it.startsWith('[INFO] ----') }
    lines[from + 1..<to].findAll { !it.startsWith('[') }.join('\n').trim()
            .replaceAll(/[\d ]+\/s/, ' N/s').replaceAll(/, \d+ s\b/, ', N s')
}
def expected = { name -> new File(basedir, "expected-${name}.txt").getText('UTF-8').trim() }

assert printed(runs[1]) == expected('proven')
assert printed(runs[2]) == expected('unfinished')
assert runs[2].contains('BUILD SUCCESS') : 'what is no proof is no failure either'
assert printed(runs[3]) == expected('continued')
assert printed(runs[4]).endsWith(expected('refuted')) && runs[4].contains('A strategy broke its guarantee')

// The command that the unfinished one prints is the one that was typed next.
def typed = new File(basedir, 'invoker.properties').readLines().find { it.startsWith('invoker.goals.3') }
        .replaceFirst(/.* = /, 'mvn ').replaceFirst(/plugin:[^:]*:/, 'plugin:')
assert printed(runs[2]).contains('    ' + typed + '\n')

def error = { run -> run.readLines().find { it.startsWith('[ERROR]') } }
assert error(runs[5]).contains('The checkpoint target/faultline/bounce-buffer.checkpoint cannot be read: no such file.')
assert error(runs[6]).contains("faultline.bounds is 'tasks=9': expected from 1 to 3 tasks.")

assert new File(basedir, 'target/faultline').list().sort() == ['linux-2.4.faultline', 'report.json'] : 'no checkpoint outlives its verdict'
def report = new File(basedir, 'target/faultline/report.json').text
assert report.contains('"refutedBy":') && report.contains('"verdict":"FAILED"')
true
