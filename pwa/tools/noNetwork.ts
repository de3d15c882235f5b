/** Set up before each file of tests: whoever forgets to give a server meets a phone without network, not the machine's ports. */
globalThis.fetch = () => Promise.reject(new TypeError("The tests have no network"));
