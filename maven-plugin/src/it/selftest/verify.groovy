def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs[1] =~ /linux-2\.4\s+1\s+deadlock\s+\d+\s+[\d ]+\s+1\s+1\s+0\s+13/
assert runs[1].contains('2 of 2 caught, each by the law that it breaks.')
assert runs[2].contains('NOT CAUGHT') && runs[2].contains('0 of 1 caught, each by the law that it breaks; not own-mappings-guarded.')
assert runs[2].contains('A flawed strategy was not caught: the table is above.')
assert runs[3].contains('There is no flawed strategy linux-6 in the gallery. Did you mean linux-2.4')
true
