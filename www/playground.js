// The element under the address that pages used before there was embed.js.

import './embed.js';
