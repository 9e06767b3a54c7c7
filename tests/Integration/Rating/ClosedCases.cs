using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>Cases brought to their end by the people of the town, and what follows.</summary>
internal static class ClosedCases
{
    /// <summary>A working Thursday morning, 10:00 in Zhengzhou; each test takes another week.</summary>
    public static async Task Morning(this Town town, int week)
    {
        town.Clock.Set(new DateTime(2026, 4, 9, 2, 0, 0, DateTimeKind.Utc).AddDays(7 * week));
        await town.Ring();
    }

    public static async Task<JsonNode> Closed(this Town town, string text, string? phone = null, byte[]? after = null)
    {
        var receipt = await town.Dispatched(text, phone);
        await town.Work(receipt.CaseId(), after);
        await town.Settle();
        return receipt;
    }

    /// <summary>From accepting to the answer, by the usual people.</summary>
    public static async Task Work(this Town town, Guid caseId, byte[]? after = null)
    {
        var path = $"/api/cases/{caseId}";
        await town.HandIn(caseId, after);
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "井盖已更换。" });
    }

    public static async Task HandIn(this Town town, Guid caseId, byte[]? after = null)
    {
        var path = $"/api/cases/{caseId}";
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已更换井盖")).Photo("files", after ?? Photos.Small));
    }

    public static async Task Rate(this Town town, JsonNode receipt, bool isSolved, int satisfaction, string? text = null)
    {
        using var aunt = town.Anybody();
        await aunt.Do(
            $"/api/receipts/{receipt["receiptNo"]}/rating",
            new
            {
                isSolved,
                satisfaction,
                text,
            }
        );
        await town.Settle();
    }

    public static string Receipt(this JsonNode receipt) => $"/receipt/{receipt["receiptNo"]}";
}
