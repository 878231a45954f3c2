def runs = new File(basedir, 'build.log').text.split('Scanning for projects')
assert runs[1].contains('PASSED  linux-6  BYTE  exhaustive') && runs[1].contains('PROVEN: every interleaving of the scenario')
assert runs[2].contains('deadlock') && runs[2].contains('A strategy broke its guarantee')
assert runs[3].contains('junk.fsxops is an fsx log: 5 operations of it in 2 tasks, each page of 4 096 bytes as one of 8.')
assert runs[3].contains('Left out: 1 punch_hole, 1 that fsx itself skipped.') && runs[3].contains('PASSED  linux-6  BYTE  sampled')
assert new File(basedir, 'target/faultline/junk.fsxops.scenario').text.contains('write(F@')
assert runs[4].contains('The fsx log junk.fsxops cannot be imported because of its line 3: the machine has no punch_hole.')
assert new File(basedir, 'unwritten').list().findAll { it != 'worker.log' }.empty : 'nothing half-written'

assert runs[5].contains('The program is in target/faultline/linux-2.4.c.') && runs[5].contains('cc -std=gnu11 -pthread -o target/faultline/linux-2.4 target/faultline/linux-2.4.c && ./target/faultline/linux-2.4 .')
assert new File(basedir, 'target/faultline/linux-2.4.c').text.contains('pwrite(fds[file_F], at(map_a, 0), 8 * unit, 0 * unit)')
assert runs[6].contains('The program is in out/self.c.') && new File(basedir, 'out/self.c').file
assert runs[7].contains('Name what to export: a counterexample, for example -Dfaultline.replay=target/faultline/linux-2.4.faultline, or a scenario with -Dfaultline.scenario=FILE.')
true
