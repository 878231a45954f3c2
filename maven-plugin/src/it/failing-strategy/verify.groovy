// The report is what stands between the goal's own line and the end of the build; the line that sums up tells a rate, and is left out.
def lines = new File(basedir, 'build.log').readLines()
def from = lines.findIndexOf { it.contains(':verify (default)') && it.contains('faultline') }
def to = lines.findIndexOf(from) { it.startsWith('[INFO] ----') }
def printed = lines[from + 1..<to].findAll { !it.startsWith('[') && !it.startsWith('FAILED') }.join('\n').trim()
def expected = new File(basedir, 'expected-report.txt').getText('UTF-8').trim()
assert printed == expected
assert lines.any { it.startsWith('[ERROR]') && it.contains('A strategy broke its guarantee') }
assert new File(basedir, 'target/faultline/hasty-copy.faultline').file
true
