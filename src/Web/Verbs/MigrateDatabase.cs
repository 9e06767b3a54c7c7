using Gezhi.Migrations;
using Gezhi.Platform.Data;

namespace Gezhi.Web.Verbs;

/// <summary>Brings the configured database up to date and ends. 升级数据库</summary>
internal static class MigrateDatabase
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = GezhiHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        await Databases.Migrate(scope.ServiceProvider.GetRequiredService<GezhiDb>(), CancellationToken.None);
        Console.WriteLine("The database is up to date.");
        return 0;
    }
}
