import { resolve } from "./scopes.js";
/** The tables being filled and the place in the program. */
export class Lowering {
    text;
    facts;
    globals;
    /** `declare function` and overload signatures: a value only when no body turns up. */
    signatures = [];
    place;
    parts;
    texts = new Map();
    labels = [];
    constructor(text, facts, parts) {
        this.text = text;
        this.facts = facts;
        this.parts = parts;
        this.globals = { parent: undefined, names: undefined };
        const scope = { parent: this.globals, names: undefined };
        facts.fns.push({ kind: 'module', at: 0, end: text.length, params: [], body: 0, exits: [] });
        facts.regions.push({ fn: 0, at: 0, end: text.length, k: 'body' });
        this.place = { fn: 0, thisFn: 0, region: 0, scope, jumps: undefined, exports: facts.exports };
    }
    expr(node, naming) {
        return this.parts.expr(this, node, naming);
    }
    statement(node, docAt) {
        this.parts.statement(this, node, docAt);
    }
    fnExpr(node, naming) {
        return this.parts.fn(this, node, naming);
    }
    classExpr(node, naming) {
        return this.parts.cls(this, node, naming);
    }
    typeOfText(text) {
        if (!this.texts.has(text))
            this.texts.set(text, this.parts.type(text));
        return this.texts.get(text);
    }
    /** Adds an expression of a node. */
    add(span, kind) {
        // Setting two properties is several times faster than spreading the kind into a new object.
        const expr = kind;
        expr.at = span.start;
        expr.end = span.end;
        return this.facts.exprs.push(expr) - 1;
    }
    resolve(name) {
        return resolve(this.place.scope, name);
    }
    define(v, def) {
        this.facts.vars[v].defs.push(def);
    }
    /** A `var` belongs to the region of its first declaration, which is met after its name was hoisted. */
    settle(v) {
        const known = this.facts.vars[v];
        if (known.kind === 'var' && known.defs.length === 0)
            known.region = this.place.region;
    }
    exit(exit) {
        this.facts.fns[this.place.fn].exits.push(exit);
    }
    classAt(c) {
        return this.facts.classes[c];
    }
    /** Opens a region in the present one; what is not known yet may be filled into the returned `region`. */
    region(span, kind, labels = []) {
        const region = { fn: this.place.fn, parent: this.place.region, at: span.start, end: span.end, ...kind };
        if (labels[0] !== undefined)
            region.label = labels[0];
        return { r: this.facts.regions.push(region) - 1, region };
    }
    /** Moves to a region of its own scope; answers the place to come back to. */
    enter(region, scope) {
        const { place } = this;
        this.place = { fn: place.fn, thisFn: place.thisFn, region, scope, jumps: place.jumps, exports: place.exports };
        return place;
    }
    /** Runs something elsewhere and comes back. */
    within(place, run) {
        const outer = this.place;
        this.place = { ...outer, ...place };
        run();
        this.place = outer;
    }
    /** Labels that stand directly before the next statement. */
    putLabels(labels) {
        this.labels = labels;
    }
    takeLabels() {
        const { labels } = this;
        this.labels = [];
        return labels;
    }
}
