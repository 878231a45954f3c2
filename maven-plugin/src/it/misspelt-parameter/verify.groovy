def errors = new File(basedir, 'build.log').readLines().findAll { it.startsWith('[ERROR]') }
assert errors[0].contains('There is no parameter <bugdet>; did you mean <budget>?')
assert !new File(basedir, 'target/faultline').exists() : 'nothing half-written'
true
