def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] A strategy broke its guarantee')
assert log.contains('BUILD SUCCESS')
assert new File(basedir, 'target/faultline/report.json').text.contains('"verdict":"FAILED"')
true
