using Gezhi.Platform.Consents;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>Answers noted at a door: withdrawn, they go from every visit of the household. 走访回答的同意</summary>
internal sealed class VisitConsent(DoorScope scope) : IConsentUse
{
    public string Purpose => ConsentPurposes.VisitNotes;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (subject is not { Kind: ConsentSubjectKind.Household, Id: { } householdId })
            return 0;
        var targets = scope.Db.Set<VisitTarget>().Where(t => t.HouseholdId == householdId);
        var tries = await scope.Db.Set<VisitTry>().Where(t => t.Answers != null && targets.Any(of => of.Id == t.TargetId)).ToListAsync(ct);
        foreach (var one in tries)
            one.Answers = null;
        return tries.Count;
    }
}
