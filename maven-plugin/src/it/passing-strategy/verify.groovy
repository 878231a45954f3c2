def report = new File(basedir, 'target/faultline/report.json').text
assert report.contains('"strategy":"careful-copy"')
assert report.contains('"verdict":"PASSED"')
assert !report.contains('linux-') : 'a project is asked for its own strategies only'
true
