using System.Text.RegularExpressions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>What the log and the statements say while the whole loop runs: nothing about people, nothing without the district.</summary>
public sealed partial class SilenceTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_phone_name_address_word_password_or_code_is_logged_even_at_debug(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var before = watched.Diary.Lines.Count;
        await WholeLoop.Run(watched);
        using var neighbour = await watched.Neighbour(Role.Operator);
        using var resident = watched.Town.Anybody();
        watched.Town.Clock.Move(TimeSpan.FromMinutes(2));
        await resident.Do("/api/resident-session/code", new { phone = "15400050002" });
        var code = string.Concat(watched.Gateway.Sent.Last().Text.Where(char.IsAsciiDigit).Take(6));
        await resident.Refused("/api/resident-session", new { phone = "15400050002", code = "000000" });
        await resident.Refused("/api/session", new { userName = "caozuo01", password = "Wrong-secret-99" });

        var lines = watched.Diary.Lines.Skip(before).ToList();

        lines.Count.ShouldBeGreaterThan(500); // it listens
        lines.ShouldContain(l => l.Contains("INSERT INTO", StringComparison.Ordinal));
        string[] secrets =
        [
            WholeLoop.Phone,
            "15400050002",
            "154****0001",
            WholeLoop.Words,
            "差点摔倒",
            WholeLoop.Place,
            "柳树巷",
            "林晓",
            "王磊",
            "赵工",
            WatchedTown.OtherPassword,
            "Wrong-secret-99",
        ];
        foreach (var secret in secrets)
            lines.Where(l => l.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(secret);
        lines.Where(l => Regex.IsMatch(l, $@"(?<!\d){code}(?!\d)", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty("the code");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_statement_on_a_tenant_table_names_the_district(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        watched.Statements.Listens = true;
        await WholeLoop.Run(watched);
        watched.Statements.Listens = false;
        var tenants = await watched.Town.With(
            (_, db) =>
                Task.FromResult(
                    db.Model.GetEntityTypes()
                        .Where(t => t.ClrType.IsAssignableTo(typeof(ITenantRow)))
                        .Select(t => Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(t)!)
                        .ToHashSet()
                )
        );

        var touching = watched
            .Statements.Seen.SelectMany(Parts)
            .Where(p => tenants.Any(t => p.Contains(t, StringComparison.Ordinal)))
            .ToList();

        touching.Count.ShouldBeGreaterThan(80);
        touching.SelectMany(p => Undistricted(p, tenants)).Distinct().ShouldBeEmpty();
    }

    private static IEnumerable<string> Parts(string statement) => statement.Split(";\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Tables of the statement whose rows are not held to one district.</summary>
    private static IEnumerable<string> Undistricted(string statement, HashSet<string> tenants)
    {
        if (Nothing().IsMatch(statement))
            yield break;
        foreach (Match read in Read().Matches(statement))
        {
            var (table, alias) = (read.Groups["table"].Value, read.Groups["alias"].Value);
            if (!tenants.Contains(table))
                continue;
            var column = alias == "" ? "\"?district_id\"?" : $"\"?{alias}\"?\\.\"?district_id\"?";
            if (!Regex.IsMatch(statement, $"({column} = )|(= {column})", RegexOptions.None, TimeSpan.FromSeconds(1)))
                yield return $"{table} AS {alias} in: {statement}";
        }
        foreach (Match write in Insert().Matches(statement))
            if (
                tenants.Contains(write.Groups["table"].Value)
                && !write.Groups["columns"].Value.Contains("district_id", StringComparison.Ordinal)
            )
                yield return statement;
    }

    [GeneratedRegex("(FROM|JOIN|UPDATE|DELETE FROM)\\s+\"?(?<table>[a-z_]+)\"?(\\s+AS\\s+\"?(?<alias>\\w+)\"?)?")]
    private static partial Regex Read();

    /// <summary>A condition that no row meets: a question about an empty list.</summary>
    [GeneratedRegex("\\nWHERE 0(\\n|$)")]
    private static partial Regex Nothing();

    [GeneratedRegex("INSERT INTO\\s+\"?(?<table>[a-z_]+)\"?\\s+\\((?<columns>[^)]*)\\)")]
    private static partial Regex Insert();
}
