using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Resident;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>The loop with everybody in it, and every page looked at on the way.</summary>
internal static class WholeLoop
{
    public const string Phone = "15400050001";
    public const string Place = "柳树巷18号楼三单元门口";
    public const string Words = "窨井盖缺了半边，我母亲昨晚差点摔倒";

    public static async Task<string> Run(WatchedTown watched)
    {
        var town = watched.Town;
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            Form.With(("text", Words), ("lon", Number(Town.Lon)), ("lat", Number(Town.Lat)), ("placeText", Place), ("phone", Phone))
                .Photo("files", Photos.Small)
        );
        var caseId = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        await town.Settle();
        await Office.SetOut(town, caseId);
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
        {
            await linXiao.Do($"/api/reports/{receipt["reportId"]}/contact", new { purpose = "回访" });
            await See(
                linXiao,
                "/centre",
                "/cases",
                $"/cases/{caseId}",
                $"/api/cases/{caseId}",
                $"/api/cases/{caseId}/timeline",
                "/grids",
                "/centre/map.json",
                "/centre/new"
            );
        }
        using (var zhaoGong = await town.As(Role.Handler, "chuzhi001"))
            await See(zhaoGong, "/unit", "/unit/print", "/me");
        using (var wangLei = await town.As(Role.GridWorker, "wangge0001"))
            await See(wangLei, "/field", "/field/messages", "/field/map", "/field/new");
        using (var sunQian = await town.As(Role.Checker, "hecha01"))
            await See(sunQian, "/check");
        await Office.Finish(town, caseId, "井盖已更换。");
        await See(aunt, $"/receipt/{receipt["receiptNo"]}", $"/api/receipts/{receipt["receiptNo"]}");
        await aunt.Do($"/api/receipts/{receipt["receiptNo"]}/rating", new { isSolved = true, satisfaction = 5 });
        await town.Settle();
        using (var administrator = await town.As(Role.SystemAdmin))
            await See(administrator, "/admin/accounts", "/admin/units");
        using (var security = await town.As(Role.SecurityAdmin))
            await See(security, "/admin/posts");
        using (var auditor = await town.As(Role.AuditAdmin))
            await See(auditor, "/admin/audit", "/api/audit/chain");
        return receipt["receiptNo"]!.GetValue<string>();
    }

    private static async Task See(HttpClient person, params string[] paths)
    {
        foreach (var path in paths)
            (await person.GetAsync(path)).EnsureSuccessStatusCode();
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
