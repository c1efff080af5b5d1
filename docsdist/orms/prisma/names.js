/** How the client spells a model: `PostTag` → `postTag`. */
export function accessorOf(model) {
    return model.slice(0, 1).toLowerCase() + model.slice(1);
}
/** The model an accessor most likely stands for; only a schema knows models that begin in lower case. */
export function modelNamed(accessor) {
    return accessor.slice(0, 1).toUpperCase() + accessor.slice(1);
}
/** The model of a schema that the client spells `accessor`. */
export function findModel(schema, accessor) {
    return schema?.models.find((model) => accessorOf(model.name) === accessor);
}
