using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>What a module above needs of a case to go on from it. 案件要点</summary>
/// <param name="CaseNo">Null until filed.</param>
/// <param name="Place">As reported.</param>
public sealed record CaseMatter(Guid Id, string? CaseNo, string Title, string AreaCode, string Place);

/// <summary>Finds a case for somebody who may see it anyway. 查案件要点</summary>
public sealed class CaseMatters
{
    private readonly GezhiDb db;

    internal CaseMatters(GezhiDb db) => this.db = db;

    /// <summary>Null: not there, or not the actor's to see.</summary>
    public Task<CaseMatter?> Find(Guid caseId, Actor actor, CancellationToken ct) =>
        actor.Can(Permission.SeeCases)
            ? db
                .Cases.AsNoTracking()
                .VisibleTo(actor, db)
                .Where(c => c.Id == caseId)
                .Select(c => new CaseMatter(c.Id, c.CaseNo, c.Title, c.AreaCode, c.PlaceText))
                .FirstOrDefaultAsync(ct)
            : Task.FromResult<CaseMatter?>(null);
}
