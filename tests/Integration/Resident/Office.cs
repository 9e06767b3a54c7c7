using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>The people on the other side of a receipt: they file, go, repair, check and answer.</summary>
internal static class Office
{
    private const string Manhole = "gb47678/matter/01002";

    public static Task<Guid> CaseOf(Town town, string receiptNo)
    {
        var no = ReceiptNo.Parse(receiptNo).Value;
        return town.With((_, db) => db.Reports.Where(r => r.ReceiptNo == no).Select(r => r.CaseId).SingleAsync());
    }

    /// <summary>Filed, dispatched by rule, accepted, and somebody is on the way.</summary>
    public static async Task SetOut(Town town, Guid caseId)
    {
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = Manhole });
        await town.Settle();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{caseId}/acceptance");
        await zhaoGong.Do($"/api/cases/{caseId}/departure");
    }

    public static async Task Finish(Town town, Guid caseId, string answer)
    {
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{caseId}/arrival");
        await zhaoGong.Do($"/api/cases/{caseId}/hand-in", Form.With(("result", "已更换井盖并加固")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"/api/cases/{caseId}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"/api/cases/{caseId}/closure", new { answer });
    }
}
