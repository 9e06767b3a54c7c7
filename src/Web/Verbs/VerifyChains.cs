using Gezhi.Cases.Anchors;
using Gezhi.Cases.Timelines;
using Gezhi.Migrations;
using Gezhi.Platform;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;

namespace Gezhi.Web.Verbs;

/// <summary>Walks every hash chain and points at the first altered row. 校验流转记录</summary>
internal static class VerifyChains
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = GezhiHost.Build(args);
        var broken = 0;
        foreach (var district in app.Services.GetRequiredService<Districts>().All)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            await Databases.Migrate(db, CancellationToken.None);
            var cases = await TimelineVerification.Run(db, CancellationToken.None);
            var audit = await AuditVerification.Run(db, CancellationToken.None);
            var anchors = await AnchorVerification.Run(db, CancellationToken.None);
            Console.WriteLine(
                $"{district}: {cases.Chains} cases with {cases.Rows} moves, {audit.Rows} audit rows, {anchors.Chains} anchors over {anchors.Rows} records"
            );
            foreach (var fault in cases.Faults.Concat(audit.Faults).Concat(anchors.Faults))
                Console.WriteLine($"  ALTERED {fault}");
            broken += cases.Faults.Count + audit.Faults.Count + anchors.Faults.Count;
        }
        Console.WriteLine(broken == 0 ? "Every chain is whole." : $"{broken} chains are broken.");
        return broken == 0 ? 0 : 1;
    }
}
