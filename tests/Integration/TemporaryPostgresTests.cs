using Gezhi.Tests.Shared;
using Npgsql;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration;

public sealed class TemporaryPostgresTests
{
    [Fact]
    public async Task A_temporary_server_is_durable_listens_on_loopback_only_and_is_gone_afterwards()
    {
        Assert.SkipWhen(TemporaryPostgres.WhyNot() is not null, TemporaryPostgres.WhyNot() ?? "");
        string connection,
            folder;
        await using (var postgres = await TemporaryPostgres.Start(new Dictionary<string, string> { ["max_connections"] = "20" }))
        {
            connection = await postgres.CreateDatabase("willow");
            (await Show(connection, "show fsync")).ShouldBe("on");
            (await Show(connection, "show listen_addresses")).ShouldBe("127.0.0.1");
            (await Show(connection, "show max_connections")).ShouldBe("20");
            folder = await Show(connection, "show data_directory");
        }

        await Should.ThrowAsync<NpgsqlException>(() => Show(connection, "show fsync"));
        Directory.Exists(folder).ShouldBeFalse();
    }

    private static async Task<string> Show(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
#pragma warning disable CA2100 // constants of this file
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
