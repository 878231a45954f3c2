def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs.size() == 4
def (found, replayed, warned) = runs[1..3]

// The report is what stands between the goal's own line and the end of the build; the line that sums up tells a rate, and is left out.
def lines = found.readLines()
def from = lines.findIndexOf { it.contains(':verify (default)') && it.contains('faultline') }
def to = lines.findIndexOf(from) { it.startsWith('[INFO] ----') }
def printed = lines[from + 1..<to].findAll { !it.startsWith('[') && !it.startsWith('FAILED') }.join('\n').trim()
assert printed == new File(basedir, 'expected-report.txt').getText('UTF-8').trim()
assert found.contains('[ERROR]') && found.contains('A strategy broke its guarantee')
assert new File(basedir, 'target/faultline/hasty-copy.faultline').file

def table = { run -> run.readLines().findAll { it.contains('|') } }
assert !table(found).empty
assert replayed.contains(':replay (default-cli)') && replayed.contains('A strategy broke its guarantee')
assert table(replayed) == table(found) : 'a replay takes the steps that were found'

assert warned.contains('[WARNING] A strategy broke its guarantee') && warned.contains('BUILD SUCCESS')
assert new File(basedir, 'target/faultline/report.json').text.contains('"verdict":"FAILED"')
true
