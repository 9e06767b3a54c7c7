using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>Cases brought to a state by the people of the town.</summary>
internal static class Reported
{
    public const string Manhole = "gb47678/matter/01002";

    /// <summary>A new report at the usual place.</summary>
    public static async Task<JsonNode> Report(this Town town, string text, string? phone = null, bool isUrgent = false)
    {
        using var aunt = town.Anybody();
        return await aunt.Do(
            "/api/reports",
            new
            {
                text,
                phone,
                isUrgent,
                lon = Town.Lon,
                lat = Town.Lat,
                placeText = "德化街北口",
            }
        );
    }

    /// <summary>Reported, filed and dispatched by the rule for manholes.</summary>
    public static async Task<JsonNode> Dispatched(this Town town, string text, string? phone = null)
    {
        var receipt = await town.Report(text, phone);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Manhole, version = 1 });
        await town.Settle();
        return receipt;
    }

    /// <summary>Closed, and rated by the reporter.</summary>
    public static async Task<JsonNode> Rated(this Town town, string text, string words)
    {
        var receipt = await town.Dispatched(text);
        var path = $"/api/cases/{receipt["caseId"]}";
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已更换井盖")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "井盖已更换。" });
        using var aunt = town.Anybody();
        await aunt.Do(
            $"/api/receipts/{receipt["receiptNo"]}/rating",
            new
            {
                isSolved = false,
                satisfaction = 2,
                text = words,
            }
        );
        return receipt;
    }

    /// <summary>The case of a receipt.</summary>
    public static Guid CaseId(this JsonNode receipt) => Guid.Parse(receipt["caseId"]!.GetValue<string>());
}
