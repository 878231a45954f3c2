def errors = new File(basedir, 'build.log').readLines().findAll { it.startsWith('[ERROR]') }
assert errors[0].contains('carefull-copy')
assert errors[0].contains('careful-copy') : 'the nearest name'
assert !new File(basedir, 'target/faultline').exists() : 'nothing half-written'
true
