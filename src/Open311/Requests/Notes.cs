using Gezhi.Cases.Contract;
using Gezhi.Open311.Wire;

namespace Gezhi.Open311.Requests;

/// <summary>What happened to each matter, for whoever asks with extensions: the public steps, the oldest first. 进展摘要</summary>
internal sealed class Notes(PublicCases cases)
{
    /// <summary>The answer to the reporter only for whoever sent the report.</summary>
    public async Task<ILookup<Guid, Fields>> Of(IReadOnlyList<PublicCase> matters, Source? caller, CancellationToken ct)
    {
        var own = matters.Where(m => RequestView.IsOwn(m, caller)).Select(m => m.Id).ToHashSet();
        var steps = await cases.StepsOf([.. matters.Select(m => m.Id)], ct);
        return steps.ToLookup(s => s.CaseId, s => Note(s, own.Contains(s.CaseId)));
    }

    private static Fields Note(PublicStep step, bool isOwn) =>
        new()
        {
            { "datetime", Instants.Write(step.At) },
            { "type", step.Action.ToString() },
            { "summary", step.Words },
            { "description", isOwn ? step.Said : null },
        };
}
