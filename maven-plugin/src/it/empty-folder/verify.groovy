def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs[1].contains('linux-6') && runs[1].contains('page-flip') : 'list names what is shipped'
assert runs[2].contains('BUILD SUCCESS')
assert runs[3].contains('deadlock') && runs[3].contains('A strategy broke its guarantee')
assert runs[4].contains('deadlock') && runs[4].contains('A strategy broke its guarantee')
assert runs[5].contains('faultline.strategies')
assert new File(basedir, 'target/faultline/linux-2.4.faultline').file
assert basedir.list().findAll { it != '.mvn' }.sort() == ['build.log', 'invoker.properties', 'target', 'verify.groovy']
true
