/** The line in which npm says why no registry answered it. */
const AWAY =
  /^npm (?:error|ERR!) code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED|E50[234])$/m;

/**
 * The code with which npm ended because its registry is out of reach; undefined where it failed for another
 * reason, which is a fault of what was to be installed.
 */
export function registryAway(error: unknown): string | undefined {
  const { stderr = '' } = error as { readonly stderr?: string };
  return AWAY.exec(stderr)?.[1];
}
