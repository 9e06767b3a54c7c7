using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>For a moment the record says that somebody else did the work; afterwards it is whole again, because other tests check every chain.</summary>
internal static class AsIf
{
    public static async Task Did(this Town town, Guid caseId, CaseAction action, Guid account, Func<Task> meanwhile)
    {
        var before = await town.With(
            (_, db) => db.Timeline.Where(t => t.CaseId == caseId && t.Action == action).Select(t => t.AccountId).FirstAsync()
        );
        await Write(town, caseId, action, account);
        try
        {
            await meanwhile();
        }
        finally
        {
            await Write(town, caseId, action, before);
        }
    }

    private static Task<int> Write(Town town, Guid caseId, CaseAction action, Guid? account) =>
        town.With(
            (_, db) =>
                db
                    .Timeline.Where(t => t.CaseId == caseId && t.Action == action)
                    .ExecuteUpdateAsync(t => t.SetProperty(x => x.AccountId, account))
        );
}
