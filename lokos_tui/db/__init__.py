"""The database: engines, tables, migrations, bulk writes."""
