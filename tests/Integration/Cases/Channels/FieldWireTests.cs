using System.Globalization;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>What the phones of the field send, by recorded messages: which report each becomes, under a number of its own, however often it comes.</summary>
public sealed class FieldWireTests
{
    public static TheoryData<string, Engine> Wires
    {
        get
        {
            var wires = new TheoryData<string, Engine>();
            foreach (var kind in new[] { "report", "solve-on-spot", "visit", "inspect" })
            {
                wires.Add(kind, Engine.Sqlite);
                wires.Add(kind, Engine.Postgres);
            }
            return wires;
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_recorded_entry_becomes_this_report_once(string kind, Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, kind == "visit" ? Doorstep.Worker : InspectTown.Worker);
        var (entry, about) = await Recorded(town, phone, kind);
        var now = town.Clock.UtcNow;

        var first = await phone.SendOne(now, entry);
        town.Clock.Move(TimeSpan.FromMinutes(2));
        var again = await phone.SendOne(town.Clock.UtcNow, entry);
        var changed = JsonNode.Parse(entry.ToJsonString())!.AsObject();
        changed["data"]!["text"] = "另一件事";
        var other = await phone.SendOne(town.Clock.UtcNow, changed);

        first["outcome"]!.GetValue<string>().ShouldBe("accepted", first.ToJsonString());
        again["receipt"]!.ToJsonString().ShouldBe(first["receipt"]!.ToJsonString());
        (other["outcome"]!.GetValue<string>(), other["problem"]!["code"]!.GetValue<string>()).ShouldBe(("refused", "entry.other-content"));
        var (report, seen) = await ReportOf(town, Guid.Parse((entry["caseId"] ?? first["caseId"])!.GetValue<string>()), kind);
        var expected = JsonNode.Parse(AdapterTests.Payload($"field-{kind}.expected.json"))!.AsObject();
        foreach (var (name, value) in about)
            expected[name] = value;
        seen.ToJsonString().ShouldBe(expected.ToJsonString());
        report.ChannelNo.ShouldNotBeNull().ShouldMatch("^[0-9]{8}-[0-9A-HJKMNP-TV-Z]{5}$");
        (await town.With((_, db) => db.Reports.CountAsync(r => r.Channel == report.Channel && r.ChannelNo == report.ChannelNo))).ShouldBe(
            1,
            "two entries that came are two numbers, one that came twice is one"
        );
    }

    /// <summary>The recorded message with what only this town knows, and what must be expected because of it.</summary>
    private static async Task<(JsonObject Entry, Dictionary<string, JsonNode?> About)> Recorded(Town town, Pocket phone, string kind)
    {
        var text = AdapterTests
            .Payload($"field-{kind}.json")
            .Replace("{id}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
            .Replace(
                "{madeAt}",
                town.Clock.UtcNow.AddMinutes(-30).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            );
        var about = new Dictionary<string, JsonNode?>();
        foreach (var photo in new[] { "{photo}", "{after}" }.Where(p => text.Contains(p, StringComparison.Ordinal)))
            text = text.Replace(photo, await phone.Upload(Pocket.NewPhoto(), 300), StringComparison.Ordinal);
        if (kind == "visit")
        {
            var campaign = await town.Campaign("走访来件");
            var id = (await phone.Person.Doors(campaign))[0]["id"]!.GetValue<Guid>();
            text = text.Replace("{door}", $"{id}", StringComparison.Ordinal);
            var door = await town.With((_, db) => db.Set<Gezhi.Field.Visits.VisitTarget>().AsNoTracking().SingleAsync(t => t.Id == id));
            text = text.Replace("\"baseVersion\": 1", $"\"baseVersion\": {door.Version}", StringComparison.Ordinal);
            (about["lon"], about["lat"], about["placeText"]) = (Rounded(door.Lon), Rounded(door.Lat), door.Building);
        }
        if (kind == "inspect")
        {
            using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
            var place = await wangLei.NewPlace("SmallInn", "来件小旅馆");
            var checklist = await town.NewChecklist("SmallInn");
            text = text.Replace("{place}", $"{place}", StringComparison.Ordinal)
                .Replace("{checklist}", $"{checklist}", StringComparison.Ordinal);
            var made = await town.With((_, db) => db.Set<Gezhi.Registry.Records.Place>().AsNoTracking().SingleAsync(p => p.Id == place));
            about["placeText"] = $"{made.Name}（{made.Address}）";
            var asked = await town.With(
                (_, db) => db.Set<Gezhi.Field.Inspections.Checklist>().AsNoTracking().SingleAsync(c => c.Id == checklist)
            );
            about["text"] = $"{made.Name}：{asked.Items()[0].Text}——现场情况为“否”；墙上是空的";
        }
        return (JsonNode.Parse(text)!.AsObject(), about);
    }

    private static double? Rounded(double? degrees) => degrees is { } d ? Math.Round(d, 5) : null;

    private static Task<(Report Report, JsonObject Seen)> ReportOf(Town town, Guid id, string kind) =>
        town.With(
            async (services, db) =>
            {
                var caseId = kind switch
                {
                    "visit" => await db.Set<Gezhi.Field.Visits.VisitTry>()
                        .Where(t => t.TargetId == id)
                        .Select(t => t.CaseId!.Value)
                        .SingleAsync(),
                    "inspect" => await db.Set<Gezhi.Field.Inspections.Hazard>()
                        .Where(h => h.SubjectId == id)
                        .Select(h => h.CaseId!.Value)
                        .SingleAsync(),
                    _ => id,
                };
                var r = await db.Reports.AsNoTracking().SingleAsync(x => x.OwnCaseId == caseId);
                var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId);
                var seen = new JsonObject
                {
                    ["channel"] = r.Channel.ToString(),
                    ["text"] = r.Text,
                    ["lon"] = Rounded(r.Lon),
                    ["lat"] = Rounded(r.Lat),
                    ["placeText"] = r.PlaceText,
                    ["category"] = r.CategoryKey,
                    ["isUrgent"] = subject.IsUrgent,
                    ["isFiled"] = subject.CaseNo is not null,
                    ["files"] = await db.Evidence.CountAsync(e => e.ReportId == r.Id),
                    ["phone"] = services.GetRequiredService<FieldCipher>().Open(Town.District, "report.contact", r.Contact),
                };
                return (r, seen);
            }
        );
}
