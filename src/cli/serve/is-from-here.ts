/** Headers by their names in small letters, each with all the values that came. */
export type RequestHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** What this computer calls itself. */
const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Where browsers say that a request is from: the page itself, or the person at the address bar. */
const SITES = ['same-origin', 'none'];

/**
 * Whether a request is of the person at this computer, as far as its headers tell, and not of a page
 * from elsewhere in the same browser. Such a page asks from an origin of its own, which browsers state
 * (`Origin`, `Sec-Fetch-Site`); or its own name was made to lead here (DNS rebinding), and stands in
 * `Host`.
 */
export function isFromHere(headers: RequestHeaders, port: number): boolean {
  const [host = '', ...others] = headers['host'] ?? [];
  if (others.length > 0 || !hostsOf(port).includes(host.toLowerCase())) return false;
  const { origin = [], 'sec-fetch-site': sites = [] } = headers;
  return (
    origin.every((one) => one.toLowerCase() === `http://${host.toLowerCase()}`) &&
    (sites.every((one) => SITES.includes(one)) || isLink(headers))
  );
}

/** Whether a person follows a link to the page from elsewhere, which then has nothing of it. */
function isLink(headers: RequestHeaders): boolean {
  const says = (name: string, value: string) => headers[name]?.every((one) => one === value);
  return says('sec-fetch-mode', 'navigate') === true && says('sec-fetch-dest', 'document') === true;
}

/** Browsers leave the port out where it is 80. */
function hostsOf(port: number): string[] {
  return NAMES.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}
