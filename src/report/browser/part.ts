/** The page's element of this id. */
export function part<E extends Element>(id: string): E {
  return document.getElementById(id) as unknown as E;
}

/** The scrubber's radio buttons of this name, in their order. */
export function radios(name: string): HTMLInputElement[] {
  return [...part('scrubber').querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
}
