def errors = new File(basedir, 'build.log').readLines().findAll { it.startsWith('[ERROR]') }
assert errors[0].contains("faultline.budget is 'soon'")
assert !new File(basedir, 'target/faultline').exists() : 'nothing half-written'
true
