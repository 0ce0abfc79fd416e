/** Debian's and Ubuntu's packages: what is there, what is to be installed. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS } from './paths.mjs';
import { runStep, say, SetupError } from './say.mjs';

/** @returns {boolean} whether this system installs its packages with apt */
export function hasApt() {
  return existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');
}

/** @returns {string} the system's name for people, "Debian GNU/Linux 12 (bookworm)" */
export function systemName() {
  try {
    return (
      /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ??
      process.platform
    );
  } catch {
    return process.platform;
  }
}

/**
 * @param {string} name of a package
 * @returns {boolean}
 */
function isInstalled(name) {
  const query = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return query.status === 0 && query.stdout === 'installed';
}

/**
 * @param {string} name of a package
 * @returns {string | null} the version that apt would install
 */
export function candidateVersion(name) {
  const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  const version = /Candidate:\s*(\S+)/.exec(policy.stdout ?? '')?.[1];
  return version && version !== '(none)' ? version : null;
}

/**
 * How apt-get is called with the right to install: directly as root, else through `sudo`.
 * @returns {string[] | null} null where there is neither
 */
function privileged() {
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  if (sudo.status === 0) return ['sudo', '-n'];
  if (sudo.error || !process.stdin.isTTY) return null;
  say('  Installing system packages needs your password (sudo).');
  return spawnSync('sudo', ['-v'], { stdio: 'inherit' }).status === 0 ? ['sudo', '-n'] : null;
}

/**
 * Installs those of `packages` that are missing, after saying which.
 * @param {string[]} packages
 * @param {string} purpose what they are for, "to compile to WebAssembly"
 * @throws {SetupError}
 */
export async function prepareSystemPackages(packages, purpose) {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const list = missing.join(' ');
  const prefix = privileged();
  if (!prefix) {
    throw new SetupError(
      `These system packages are missing ${purpose}: ${list}. Installing them needs root or sudo. ` +
        `Run "apt-get install ${list}" as root and start again.`,
    );
  }
  say(`  System packages are missing ${purpose}: ${list}`);
  const [command = 'env', ...rest] = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
  ];
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await runStep('Reading the package lists (apt-get update)', command, [...rest, 'update'], {
    log: join(LOGS, 'apt-update.log'),
  });
  if (spawnSync('dpkg', ['--audit'], { encoding: 'utf8' }).stdout?.trim()) {
    const [dpkg = 'dpkg', ...words] = [...prefix, 'dpkg', '--configure', '-a'];
    await runStep('Finishing an interrupted installation (dpkg --configure -a)', dpkg, words, {
      log: join(LOGS, 'dpkg-configure.log'),
    });
  }
  await runStep(
    `Installing ${missing.length} system packages (apt-get install)`,
    command,
    [...rest, ...wait, 'install', '-y', '--no-install-recommends', ...missing],
    { log: join(LOGS, 'apt-install.log') },
  );
}
