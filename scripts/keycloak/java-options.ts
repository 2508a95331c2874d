import path from 'node:path';

/** What Java is told before a command of Keycloak whose home is `home`: what the server's own `kc.sh` tells it, and less memory. */
export function javaOptions(home: string): string[] {
  const opened = ['java.util', 'java.util.concurrent', 'java.security', 'java.lang'];
  return [
    ...['-Xms64m', '-Xmx512m', '-XX:MaxMetaspaceSize=256m', '-XX:+ExitOnOutOfMemoryError'],
    // A server that lives for minutes: its start matters more than its speed.
    ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
    ...['-Dfile.encoding=UTF-8', '-Duser.language=en', '-Duser.country=US'],
    ...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '--enable-native-access=ALL-UNNAMED',
    '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
    '-Dpicocli.disable.closures=true',
    `-Dkc.home.dir=${home}`,
    `-Djboss.server.config.dir=${path.join(home, 'conf')}`,
    ...['-cp', path.join(home, 'lib', 'quarkus-run.jar')],
    'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
  ];
}
