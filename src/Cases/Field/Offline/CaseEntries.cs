using Gezhi.Cases.Approvals;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Confirming;
using Gezhi.Cases.Handling;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Field.Offline;

/// <summary>Steps of a case that a worker took without network, done by the features of the pages. 离线办理</summary>
internal sealed class CaseEntries(IServiceProvider services, ReadMeanwhile meanwhile, WorkCalendar calendar) : IEntryHandler
{
    private static readonly Dictionary<string, Func<CaseEntries, FieldEntry, Actor, CancellationToken, Task<MoveResult>>> Table = new()
    {
        ["accept"] = (e, x, actor, ct) => e.The<AcceptCase>().Run(x.CaseId!.Value, Of<AcceptCase.Command>(x), actor, ct),
        ["depart"] = (e, x, actor, ct) => e.The<GoToCase>().Depart(x.CaseId!.Value, Of<GoToCase.Command>(x), actor, ct),
        ["arrive"] = (e, x, actor, ct) => e.The<GoToCase>().Arrive(x.CaseId!.Value, Of<GoToCase.Command>(x), x.Incoming, actor, ct),
        ["confirm"] = (e, x, actor, ct) => e.The<ConfirmCase>().Run(x.CaseId!.Value, Of<ConfirmCase.Command>(x), x.Incoming, actor, ct),
        ["hand-in"] = (e, x, actor, ct) => e.The<HandInCase>().Run(x.CaseId!.Value, Of<HandInCase.Command>(x), x.Incoming, actor, ct),
        ["send-back"] = (e, x, actor, ct) => e.The<SendBackCase>().Run(x.CaseId!.Value, Of<SendBackCase.Command>(x), actor, ct),
        ["climb"] = (e, x, actor, ct) => e.The<ClimbCase>().Run(x.CaseId!.Value, Of<ClimbCase.Command>(x), actor, ct),
        ["ask"] = (e, x, actor, ct) => e.The<AskApproval>().Run(x.CaseId!.Value, e.Asked(x), actor, ct),
    };

    public IReadOnlyCollection<string> Kinds => Table.Keys;

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        if (entry.CaseId is null)
            throw new InvalidInput("caseId", "input.required");
        var moved = await Table[entry.Kind](this, entry, actor, ct);
        return new EntryDone(moved.Id, moved.Version);
    }

    public Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct) =>
        meanwhile.Run(caseId, baseVersion, actor, ct);

    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) => meanwhile.AreaOf(caseId, ct);

    private T The<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Without a version: the step is done on the case as it stands, where it is still allowed.</summary>
    private static T Of<T>(FieldEntry entry) => FormOrJson.FromFields<T>(entry.Data, entry.MadeAt);

    private AskApproval.Command Asked(FieldEntry entry)
    {
        var fields = FormOrJson.FromFields<AskFields>(entry.Data, entry.MadeAt);
        return WorkForm.Asked(fields.Kind, fields.Until, fields.Reason ?? "", calendar) with { DeviceAt = entry.MadeAt };
    }

    /// <summary>As in the form: the last day of shelving is a date.</summary>
    private sealed record AskFields(string? Kind = null, string? Reason = null, string? Until = null);
}
