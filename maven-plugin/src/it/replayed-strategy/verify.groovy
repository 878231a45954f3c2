def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects')
assert runs.size() == 3
assert runs[2].contains(':replay (default-cli)')
def table = { run -> run.readLines().findAll { it.contains('|') } }
assert !table(runs[1]).empty
assert table(runs[2]) == table(runs[1]) : 'a replay takes the steps that were found'
assert runs[2].contains('A strategy broke its guarantee')
true
