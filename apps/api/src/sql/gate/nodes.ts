/*
 * What a serialised SELECT of DuckDB may be made of. A node, a type or a key that is not listed is refused: what a later
 * version of the engine adds is closed until somebody has looked at it.
 */

/** Expressions, by their class. */
export const EXPRESSIONS: ReadonlySet<string> = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLLATE',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'FUNCTION',
  'LAMBDA',
  'OPERATOR',
  'PARAMETER',
  'POSITIONAL_REFERENCE',
  'STAR',
  'SUBQUERY',
  'WINDOW',
])

/** Query nodes, table references and what follows a query, by their type. */
export const RELATIONS: ReadonlySet<string> = new Set([
  'SELECT_NODE',
  'SET_OPERATION_NODE',
  'RECURSIVE_CTE_NODE',
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SHOW_REF',
  'SUBQUERY',
  'TABLE_FUNCTION',
  'ORDER_MODIFIER',
  'LIMIT_MODIFIER',
  'LIMIT_PERCENT_MODIFIER',
  'DISTINCT_MODIFIER',
  'ORDER_DEFAULT',
  'ASCENDING',
  'DESCENDING',
])

/** Every key that a node of those may have. */
export const KEYS: ReadonlySet<string> = new Set(
  `node named_param_map type modifiers cte_map select_list from_table where_clause group_expressions group_sets
  aggregate_handling having sample qualify map class alias query_location relation_name exclude_list replace_list
  columns expr qualified_exclude_list rename_list table_name query show_type catalog_name schema_name value is_null id
  type_info column_name_alias at_clause source aggregates unpivot_names pivots groups include_nulls function_name schema
  children filter order_bys distinct is_operator export_state catalog column_names orders pivot_expressions entries
  pivot_enum values star_expr left right condition join_type ref_type using_columns delim_flipped
  duplicate_eliminated_columns identifier key null_order expression limit offset child cast_type try_cast input lower
  upper case_checks else_expr when_expr then_expr subquery_type subquery comparison_type collation function
  with_ordinality setop_type setop_all sample_size is_percentage method seed lhs partitions start end start_expr
  end_expr offset_expr default_expr ignore_nulls filter_expr exclude_clause arg_orders aliases materialized key_targets
  table column distinct_on_targets cte_name union_all expected_names expected_types index`.split(/\s+/),
)

/** Types that a value may be cast to; the engine's own kinds, no name that it would have to look up but JSON. */
export const TYPES: ReadonlySet<string> = new Set([
  'ARRAY',
  'BIGINT',
  'BIT',
  'BLOB',
  'BOOLEAN',
  'DATE',
  'DECIMAL',
  'DOUBLE',
  'FLOAT',
  'HUGEINT',
  'INTEGER',
  'INTERVAL',
  'LIST',
  'MAP',
  'NULL',
  'SMALLINT',
  'STRUCT',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP_S',
  'TINYINT',
  'UBIGINT',
  'UHUGEINT',
  'UINTEGER',
  'USMALLINT',
  'UTINYINT',
  'UUID',
  'VARCHAR',
])

/** Words without brackets that tell of the engine itself, were they not columns. */
export const INSPECTING_WORDS: ReadonlySet<string> = new Set([
  'current_catalog',
  'current_role',
  'current_schema',
  'current_user',
  'session_user',
  'user',
])

/** How deep a statement may be nested: well above what anybody writes, well under what the engine's stack holds. */
export const DEEPEST = 120
