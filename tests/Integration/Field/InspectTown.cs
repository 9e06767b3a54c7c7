using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Places and checklists of a test's own in 王磊's grid, and how people inspect.</summary>
internal static class InspectTown
{
    public const string Grid = "410103010004001";
    public const string Worker = "wangge0001";

    private static int number;

    /// <summary>A new place of a kind, added by 王磊.</summary>
    public static async Task<Guid> NewPlace(this HttpClient worker, string type, string name) =>
        Guid.Parse(
            (
                await worker.Do(
                    "/api/registry/places",
                    new
                    {
                        areaCode = Grid + "01",
                        name = $"{name}{Interlocked.Increment(ref number)}",
                        type,
                        address = $"德化街{number}号",
                        lon = OwnGround.Lon,
                        lat = OwnGround.Lat,
                    }
                )
            )["id"]!.GetValue<string>()
        );

    /// <summary>A checklist in force for one kind: fire extinguisher, its age if there is one, a photo at the end.</summary>
    public static async Task<Guid> NewChecklist(this Town town, string kind, int? everyDays = null, bool withPhoto = false)
    {
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        var draft = await shift.Do("/api/checklists", Command(kind, everyDays, withPhoto));
        using var leader = await town.As(Role.Leader);
        await leader.Do($"/api/checklists/{draft["id"]}/approval", new { version = draft["version"]!.GetValue<int>() });
        return Guid.Parse(draft["id"]!.GetValue<string>());
    }

    public static object Command(string kind, int? everyDays = null, bool withPhoto = false) =>
        new
        {
            title = $"试验检查表{Interlocked.Increment(ref number)}",
            kinds = new[] { kind },
            everyDays,
            items = new object[]
            {
                new
                {
                    text = $"配有灭火器{number}",
                    kind = "YesNo",
                    failing = new[] { "no" },
                    days = 7,
                    severity = "Serious",
                    categoryKey = "local/matter/S301",
                    choices = Array.Empty<string>(),
                    photo = "Never",
                },
                new
                {
                    text = $"灭火器出厂几年{number}",
                    kind = "Number",
                    unit = "年",
                    most = 5,
                    days = 10,
                    severity = "Minor",
                    categoryKey = "local/matter/S301",
                    askIfNumber = 1,
                    askIfIs = "yes",
                    failing = Array.Empty<string>(),
                    choices = Array.Empty<string>(),
                    photo = withPhoto ? "WhenFailed" : "Never",
                },
            },
        };

    public static object Inspection(Guid place, Guid checklist, object[] answers, int? seen = null) =>
        new
        {
            record = "Place",
            subjectId = place,
            checklistId = checklist,
            answers,
            seen,
        };

    public static object[] Fine => [new { number = 1, value = "yes" }, new { number = 2, measured = 1.0 }];

    public static object[] NoExtinguisher =>
        [
            new
            {
                number = 1,
                value = "no",
                note = "墙上是空的",
            },
        ];

    public static async Task<JsonNode> Recheck(this HttpClient person, Guid hazard, bool passed, string note = "", byte[]? photo = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(passed ? "true" : "false"), "passed" },
            { new StringContent(note), "note" },
        };
        if (photo is not null)
        {
            var file = new ByteArrayContent(photo);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(file, "Photo-0", "now.jpg");
        }
        return await person.Do($"/api/hazards/{hazard}/rechecks", form);
    }

    public static Guid Id(this JsonNode node, string name = "id") => Guid.Parse(node[name]!.GetValue<string>());

    public static async Task<JsonNode> Read(this HttpClient person, string path) => await person.Do(path, method: HttpMethod.Get);

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static int Int(this JsonNode node, string name) => node[name]!.GetValue<int>();
}
