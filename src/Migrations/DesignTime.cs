using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gezhi.Migrations;

/// <summary>Lets <c>./dev migrate</c> make migrations without a host.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteGezhiDb>
{
    public SqliteGezhiDb CreateDbContext(string[] args) =>
        new(
            (DbContextOptions<SqliteGezhiDb>)
                Databases
                    .UseSqlite(new DbContextOptionsBuilder<SqliteGezhiDb>().UseDialect(new SqliteDialect()), "Data Source=:memory:")
                    .Options
        );
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresGezhiDb>
{
    public PostgresGezhiDb CreateDbContext(string[] args) =>
        new(
            (DbContextOptions<PostgresGezhiDb>)
                Databases
                    .UsePostgres(
                        new DbContextOptionsBuilder<PostgresGezhiDb>().UseDialect(new PostgresDialect()),
                        "Host=localhost;Database=design"
                    )
                    .Options
        );
}
