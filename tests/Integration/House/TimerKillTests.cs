using System.Data.Common;
using System.Globalization;
using System.Net;
using Gezhi.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>The process dies while timers ring: after they were claimed, before what they did is kept.</summary>
public sealed class TimerKillTests
{
    private const int Cases = 20;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_claimed_and_not_kept_rings_once_after_the_restart(Engine engine)
    {
        if (engine == Engine.Postgres && TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        var (storage, database) = await Ground.Seeded(engine, isToday: true);
        string[] settings = ["--Cases:Limits:FileMinutes=1", .. database];
        var isPostgres = engine == Engine.Postgres;
        Func<DbConnection> connect = isPostgres
            ? () => new NpgsqlConnection(database[^1].Split('=', 2)[1])
            : () => new SqliteConnection($"Data Source={Path.Combine(storage, "gezhi.db")};Default Timeout=30");

        await using (var first = await RunningGezhi.Start(storage, settings))
        {
            await AddRung(first); // at six seconds of a minute
            await Report(first);
            await using var held = connect();
            await held.OpenAsync();
            await Say(held, isPostgres ? "BEGIN; LOCK TABLE cases_rung IN ACCESS EXCLUSIVE MODE" : "BEGIN IMMEDIATE");
            await UntilSomebodyWaits(connect, isPostgres);
            await first.Kill();
            await Say(held, "ROLLBACK");
        }
        await using (var between = connect())
        {
            await between.OpenAsync();
            (await Number(between, Fired)).ShouldBe(0, "nothing of the batch was kept");
            (
                await Number(between, "SELECT COUNT(*) FROM platform_timer WHERE kind = 'cases.clock' AND next_at IS NOT NULL")
            ).ShouldBeGreaterThanOrEqualTo(Cases);
        }

        await using var second = await RunningGezhi.Start(storage, settings);
        await using var after = connect();
        await after.OpenAsync();
        for (var attempt = 0; attempt < 300 && await Number(after, Fired) < Cases; attempt++)
            await Task.Delay(100);
        await Task.Delay(2_000); // whoever would ring twice has the time to

        (await Number(after, Fired)).ShouldBe(Cases);
        (await Number(after, Fired.Replace("COUNT(*)", "COUNT(DISTINCT case_id)", StringComparison.Ordinal))).ShouldBe(Cases);
        (
            await Number(
                after,
                "SELECT COUNT(*) FROM cases_rung r WHERE r.sequence > 0 AND NOT EXISTS (SELECT 1 FROM cases_timeline t WHERE t.district_id = r.district_id AND t.case_id = r.case_id AND t.sequence = r.sequence)"
            )
        ).ShouldBe(0, "what has rung stands on the record");
    }

    private const string Fired = "SELECT COUNT(*) FROM cases_rung WHERE percent = 10";

    private static async Task AddRung(RunningGezhi running)
    {
        using var person = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = running.Address,
        };
        (await person.GetAsync(new Uri(await running.SignInLink("shift-leader", "zhiban01")))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await person.Do(
            "/api/deadlines/rungs",
            new
            {
                stage = "File",
                level = "District",
                percent = 10,
            }
        );
    }

    private static async Task Report(RunningGezhi running)
    {
        using var aunt = new HttpClient { BaseAddress = running.Address };
        await Task.WhenAll(
            Enumerable
                .Range(0, Cases)
                .Select(no =>
                    aunt.Do(
                        "/api/reports",
                        new
                        {
                            text = $"第 {no} 个井盖坏了",
                            lon = Town.Lon,
                            lat = Town.Lat,
                        }
                    )
                )
        );
    }

    /// <summary>PostgreSQL says who waits for a lock; of SQLite's writers nobody gets through while we hold the file.</summary>
    private static async Task UntilSomebodyWaits(Func<DbConnection> connect, bool isPostgres)
    {
        if (!isPostgres)
        {
            await Task.Delay(9_000);
            return;
        }
        await using var look = connect();
        await look.OpenAsync();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await Number(look, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'cases_rung'::regclass") > 0)
                return;
            await Task.Delay(100);
        }
        Assert.Fail("no timer reached its effect");
    }

    private static async Task Say(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Number(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
