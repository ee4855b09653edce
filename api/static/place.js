// A place of a document as RFC 5147 writes it (#char=10,20) may stand on another page of a long text: it is opened there, marked.
"use strict";
function openPlace() {
  const place = /^#char=(\d{1,12}),(\d{1,12})$/.exec(decodeURI(location.hash));
  if (place) location.replace(`${location.pathname}?at=${place[1]}-${place[2]}#quote`);
}
addEventListener("hashchange", openPlace);
openPlace();
