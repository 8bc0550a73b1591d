import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** @grafana/schema of the pinned version: what Grafana publishes of its dashboards and panels, as types. */
const types = join(dirname(createRequire(import.meta.url).resolve('@grafana/schema/package.json')), 'dist', 'types', 'raw')
const ofPanel = (type: string): string => join(types, 'composable', type.replaceAll('-', ''), 'panelcfg', 'x', 'types.gen.d.ts')
const ofDashboard = join(types, 'dashboard', 'x', 'types.gen.d.ts')

export interface PublishedSchema {
  /** What of the value is not as the published type has it, each with its path. */
  mistakesOfDashboard (dashboard: unknown): readonly string[]
  mistakesOfOptions (panelType: string, options: unknown): readonly string[]
  /** Of `fieldConfig.defaults.custom`, of which any part may be left out. */
  mistakesOfFieldConfig (panelType: string, custom: unknown): readonly string[]
}

/** Reads the types once; takes a few seconds. */
export const publishedSchema = (panelTypes: readonly string[]): PublishedSchema => {
  const program = ts.createProgram([ofDashboard, ...panelTypes.map(ofPanel)], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noLib: false,
    skipLibCheck: true,
    types: []
  })
  const checker = program.getTypeChecker()

  const typeNamed = (file: string, name: string): ts.Type | undefined => {
    const source = program.getSourceFile(file)
    if (source === undefined) throw new Error(`@grafana/schema has no ${file}`)
    const symbol = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).find((each) => each.name === name)
    return symbol && checker.getDeclaredTypeOfSymbol(symbol)
  }

  const isOpen = (type: ts.Type): boolean =>
    checker.getPropertiesOfType(type).length === 0 &&
    (checker.getIndexTypeOfType(type, ts.IndexKind.String)?.flags ?? ts.TypeFlags.Unknown) === ts.TypeFlags.Unknown

  const mistakes = (value: unknown, type: ts.Type, path: string, isPartial = false): readonly string[] => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return []
    // What the source of the schema leaves open (`_`) is an empty object type here.
    if (type.flags & ts.TypeFlags.Object && isOpen(type)) return []
    if (type.isUnion()) {
      const each = type.types.map((one) => mistakes(value, one, path))
      // Of several shapes the nearest is the one that was meant.
      return each.reduce((fewest, one) => one.length < fewest.length ? one : fewest)
    }
    if (type.isLiteral()) return value === type.value ? [] : [`${path}: ${JSON.stringify(value)} is not ${JSON.stringify(type.value)}`]
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return String(value) === checker.typeToString(type) ? [] : [`${path}: ${JSON.stringify(value)} is not ${checker.typeToString(type)}`]
    }
    if (type.flags & ts.TypeFlags.Null) return value === null ? [] : [`${path}: ${JSON.stringify(value)} is not null`]
    if (type.flags & ts.TypeFlags.Undefined) return value === undefined ? [] : [`${path}: should not be there`]
    for (const [flag, name] of [[ts.TypeFlags.String, 'string'], [ts.TypeFlags.Number, 'number']] as const) {
      if (type.flags & flag) return typeof value === name ? [] : [`${path}: ${JSON.stringify(value)} is no ${name}`]
    }
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return Array.isArray(value) ? value.flatMap((each, index) => mistakes(each, item!, `${path}/${index}`)) : [`${path}: is no list`]
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: ${JSON.stringify(value)} is no object`]
    const indexed = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const properties = new Map(checker.getPropertiesOfType(type).map((property) => [property.name, property]))
    const missing = isPartial
      ? []
      : [...properties.values()]
          .filter((property) => !(property.flags & ts.SymbolFlags.Optional) && !(property.name in value))
          .map(({ name }) => `${path}/${name}: is missing`)
    return [...missing, ...Object.entries(value).flatMap(([key, each]) => {
      const property = properties.get(key)
      const propertyType = property === undefined ? indexed : checker.getNonNullableType(checker.getTypeOfSymbol(property))
      if (propertyType === undefined) return [`${path}/${key}: is not in the schema`]
      // getNonNullableType takes null away, too, which a threshold's first value is.
      return each === null && property !== undefined && checker.typeToString(checker.getTypeOfSymbol(property)).includes('null')
        ? []
        : mistakes(each, propertyType, `${path}/${key}`)
    })]
  }

  const orNone = (value: unknown, type: ts.Type | undefined, isPartial: boolean): readonly string[] =>
    type === undefined
      ? value === undefined || Object.keys(value as object).length === 0
        ? []
        : ['/: this panel has none']
      : value === undefined
        ? []
        : mistakes(value, type, '', isPartial)

  return {
    mistakesOfDashboard: (dashboard) => mistakes(dashboard, typeNamed(ofDashboard, 'Dashboard')!, ''),
    mistakesOfOptions: (panelType, options) => orNone(options ?? {}, typeNamed(ofPanel(panelType), 'Options'), false),
    mistakesOfFieldConfig: (panelType, custom) => orNone(custom, typeNamed(ofPanel(panelType), 'FieldConfig'), true)
  }
}
