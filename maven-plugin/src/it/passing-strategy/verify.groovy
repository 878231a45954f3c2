def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs.size() == 3

def error = runs[1].readLines().find { it.startsWith('[ERROR]') }
assert error.contains('carefull-copy') && error.contains('careful-copy') : 'an unknown name is told with the nearest'

def report = new File(basedir, 'target/faultline/report.json').text
assert report.contains('"strategy":"careful-copy"')
assert report.contains('"verdict":"PASSED"')
assert !report.contains('linux-') : 'a project is asked for its own strategies only'
true
