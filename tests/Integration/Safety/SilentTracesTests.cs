using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Nobody of the seed town stands in a log line, a trace, an address or a refusal, whatever is done.</summary>
public sealed class SilentTracesTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_person_of_the_town_stands_in_a_log_a_trace_an_address_or_a_refusal(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var spans = new ConcurrentQueue<string>();
        var before = watched.Diary.Lines.Count;
        using (Listen(spans))
        {
            await WholeLoop.Run(watched);
            await LookEverywhere(watched, spans);
        }
        var people = await People(watched.Town);

        var lines = watched.Diary.Lines.Skip(before).Concat(spans).ToList();

        people.Count.ShouldBeGreaterThan(300);
        spans.Count.ShouldBeGreaterThan(100); // it listens
        lines.ShouldContain(l => l.StartsWith("Trace ", StringComparison.Ordinal));
        var said = new HashSet<string>();
        foreach (var line in lines)
        foreach (var word in Words(line))
            said.Add(word);
        people.Where(said.Contains).ShouldBeEmpty();
    }

    /// <summary>Pages by every role with the names of people in the search boxes, and refusals by wrong words.</summary>
    private static async Task LookEverywhere(WatchedTown watched, ConcurrentQueue<string> said)
    {
        var town = watched.Town;
        var ids = await SweepTests.RealIds(town, inside: "410103");
        foreach (var role in Enum.GetValues<Role>())
        {
            using var person = await town.As(role);
            foreach (
                var door in Door.Of(town)
                    .Where(d => d.Method == "GET" && !d.IsPublic && !d.IsForResidents && Enum.GetValues<Role>().First(d.LetsIn) == role)
                    .Where(d => d.Pattern is not ("/centre/live" or "/emergency/live"))
            )
            {
                using var answer = await person.GetAsync(door.Address(ids));
                if (answer.Headers.Location is { } where)
                    said.Enqueue("address " + Uri.UnescapeDataString(where.OriginalString));
                if (!answer.IsSuccessStatusCode)
                    said.Enqueue("refusal " + await answer.Content.ReadAsStringAsync());
            }
        }
        using var gaoYan = await town.As(Role.SystemAdmin);
        foreach (
            var body in new[]
            {
                new
                {
                    userName = "caozuo01",
                    name = "林晓",
                    phone = "15400000001",
                },
                new
                {
                    userName = "x",
                    name = "",
                    phone = "154",
                },
            }
        )
            said.Enqueue("refusal " + await (await gaoYan.Ask("/api/accounts", body)).Content.ReadAsStringAsync());
        using var aunt = town.Anybody();
        foreach (var path in new[] { "/api/session", "/api/resident-session", "/api/resident-session/code", "/api/reports" })
            said.Enqueue(
                "refusal "
                    + await (
                        await aunt.Ask(
                            path,
                            new
                            {
                                userName = "caozuo01",
                                password = "林晓15400000001",
                                phone = "15400000001",
                                code = "000000",
                            }
                        )
                    ).Content.ReadAsStringAsync()
            );
    }

    private static ActivityListener Listen(ConcurrentQueue<string> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
                spans.Enqueue(
                    $"span {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Baggage.Select(t => $"{t.Key}={t.Value}"))}"
                ),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Names and phones of the cast and of the registry, as the database holds and seals them, and those of the loop.</summary>
    private static async Task<HashSet<string>> People(Town town)
    {
        var cast = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "seed", "town", "cast.json")))!;
        var people = new HashSet<string>();
        Collect(cast, people);
        people.UnionWith(await town.With((_, db) => db.Accounts.Select(a => a.Name).ToListAsync()));
        people.UnionWith([WholeLoop.Phone, WholeLoop.Words, WholeLoop.Place]);
        people.RemoveWhere(p => p.Length < 2);
        return people;
    }

    private static void Collect(JsonNode? node, HashSet<string> people)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                Collect(item, people);
        else if (node is JsonObject one)
        {
            if (one["phone"] is not null || one["userName"] is not null)
                foreach (var field in new[] { "name", "phone" })
                    if (one[field] is JsonValue value)
                        people.Add(value.GetValue<string>());
            foreach (var (_, below) in one)
                Collect(below, people);
        }
    }

    /// <summary>Runs of Chinese characters in every length a name has, runs of digits, and the whole sentences of the loop.</summary>
    private static IEnumerable<string> Words(string line)
    {
        foreach (var sentence in new[] { WholeLoop.Words, WholeLoop.Place })
            if (line.Contains(sentence, StringComparison.Ordinal))
                yield return sentence;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is >= '\u4e00' and <= '\u9fff')
                for (var length = 2; length <= 4 && at + length <= line.Length; length++)
                    yield return line.Substring(at, length);
            if (char.IsAsciiDigit(line[at]) && (at == 0 || !char.IsAsciiDigit(line[at - 1])))
            {
                var end = at;
                while (end < line.Length && char.IsAsciiDigit(line[end]))
                    end++;
                yield return line[at..end];
            }
        }
    }
}
