def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs[1].contains('linux-6') && runs[1].contains('page-flip') : 'list names what is shipped'
assert runs[2].contains('BUILD SUCCESS')
assert runs[3].contains('deadlock') && runs[3].contains('A strategy broke its guarantee')
assert runs[4].contains('deadlock') && runs[4].contains('A strategy broke its guarantee')
assert runs[5].contains('faultline.strategies')
assert runs[6].contains('PASSED  linux-6') && runs[6].contains('BUILD SUCCESS') : 'the shipped strategies pass'
assert runs[7] =~ /\d+ of 64 caught, each by the law that it breaks; not / : 'one execution each is not enough'
assert new File(basedir, 'target/faultline/linux-2.4.faultline').file

// The README: what it shows was printed by these runs, and what it tells to type was typed here.
def readme = new File(basedir, '../../../../README.md').getText('UTF-8')
def shown = (readme =~ /(?s)```\n\$ (mvn [^\n]*)\n(.*?)\n```/)[0]
assert runs[3].contains(shown[2]) : 'the README shows what verify prints'
def typed = new File(basedir, 'invoker.properties').readLines()
        .findAll { it.contains('.goals.') }
        .collect { 'mvn ' + it.replaceFirst(/.* = /, '').replaceFirst(/plugin:[^:]*:/, 'plugin:').replaceFirst(/ "?-Dfaultline.budget=[^"]*"?/, '').trim() }
def told = [shown[1]] + readme.readLines().findAll { it.startsWith('mvn ') }
        .collectMany { it.replaceFirst(/\s+#.*/, '').split(' && ').toList() }.findAll { it.startsWith('mvn dev.faultline:') }
assert told.size() == 7 && told.every { typed.contains(it) } : "the README tells to type ${told - typed}"
assert basedir.list().findAll { it != '.mvn' }.sort() == ['build.log', 'invoker.properties', 'target', 'verify.groovy']
true
