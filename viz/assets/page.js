// The picture of the page: draws the scene, and keeps canvas, panel and tables in step. Sets text only, never markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("scene").textContent);
  const panel = document.getElementById("details");
  const darkWindow = window.matchMedia("(prefers-color-scheme: dark)");
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const link = (href, text) => {
    const made = element("a", text);
    made.href = href;
    return made;
  };
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

  function paint() {
    const style = data.style[darkWindow.matches ? "dark" : "light"];
    const font = { color: style.page.text, face: "Noto Sans, PT Sans, system-ui, sans-serif", strokeWidth: 4, strokeColor: style.page.background };
    nodes.update(data.nodes.map((node) => {
      const colour = style.node[node.look];
      const box = node.shape === "box";
      const fill = box ? style.page.panel : colour;
      const shown = { background: fill, border: colour, highlight: { background: fill, border: style.page.accent }, hover: { background: fill, border: style.page.accent } };
      return { id: node.id, color: shown, borderWidth: box ? 2 : 1, borderWidthSelected: 4, widthConstraint: { maximum: 180 * node.letters / 17 }, font: { ...font, size: node.letters, strokeWidth: box ? 0 : 4 } };
    }));
    edges.update(data.edges.map((edge) => {
      const colour = style.role[edge.look];
      return { id: edge.id, color: { color: colour, highlight: colour, hover: colour }, arrows: { to: { enabled: edge.arrows === "to", scaleFactor: 0.6 } } };
    }));
  }
  paint();
  const network = new vis.Network(document.getElementById("picture"), { nodes, edges }, data.options);
  const fit = () => network.fit({ animation: false });
  network.once("afterDrawing", () => {
    fit();
    network.once("afterDrawing", () => { document.documentElement.dataset.ready = "yes"; });
    network.redraw();
  });
  darkWindow.addEventListener("change", paint);

  const aside = panel.closest("aside");
  function mark(attribute, id) {
    document.querySelectorAll("tr.chosen").forEach((row) => row.classList.remove("chosen"));
    const row = document.querySelector(`tr[${attribute}="${id}"]`);
    if (row) row.classList.add("chosen");
    aside.scrollTop = 0;
  }

  function statement(item) {
    const entry = element("li");
    if (item.about) entry.append(element("div", item.about));
    entry.append(element("blockquote", item.quote));
    entry.append(element("div", filled(data.words.place, item), "muted"));
    if (item.href) entry.append(link(item.href, data.words.open_place));
    return entry;
  }

  function showEdge(id) {
    const details = data.details[id];
    panel.replaceChildren(element("h3", details.heading.join(" – ")));
    if (details.explanation) panel.append(element("p", details.explanation, "why"), element("p", details.scope, "muted"));
    const list = element("ol");
    list.append(...details.statements.map(statement));
    panel.append(list);
    if (details.more) panel.append(element("p", filled(data.words.more_facts, { count: details.more }), "muted"));
    mark("data-edge", id);
  }

  function showNode(id) {
    panel.replaceChildren(element("h3", data.nodes[id].title));
    if (data.pages[id]) panel.append(link(data.pages[id], data.words.open_page));
    const list = element("ul");
    for (const edge of data.edges) {
      if (edge.from !== id && edge.to !== id) continue;
      const other = data.nodes[edge.from === id ? edge.to : edge.from].title;
      const entry = element("li", `${data.details[edge.id].heading[1]}: ${other} `);
      const button = element("button", data.words.show);
      button.type = "button";
      button.setAttribute("aria-label", `${data.words.show}: ${data.details[edge.id].heading.join(" – ")}`);
      button.addEventListener("click", () => chooseEdge(edge.id));
      entry.append(button);
      list.append(entry);
    }
    panel.append(list);
    mark("data-node", id);
  }

  function chooseEdge(id) {
    network.setSelection({ nodes: [], edges: [id] });
    showEdge(id);
  }
  function chooseNode(id) {
    network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: true });
    network.focus(id, { scale: Math.max(network.getScale(), 0.7), animation: false });
    showNode(id);
  }

  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
  });
  network.on("doubleClick", (event) => { if (!event.nodes.length && !event.edges.length) fit(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-show-edge], button[data-show-node]");
    if (!button) return;
    if (button.dataset.showEdge) chooseEdge(Number(button.dataset.showEdge));
    else chooseNode(Number(button.dataset.showNode));
  });
  document.querySelectorAll("input[data-role]").forEach((box) => {
    box.addEventListener("change", () => {
      edges.update(data.edges.filter((edge) => edge.look === box.dataset.role).map((edge) => ({ id: edge.id, hidden: !box.checked })));
      document.querySelectorAll(`tr[data-role="${box.dataset.role}"]`).forEach((row) => { row.hidden = !box.checked; });
    });
  });
  window.addEventListener("resize", () => network.redraw());
})();
