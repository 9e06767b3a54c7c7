using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.CallBacks;

public sealed partial class CallBacksPage
{
    private ReadCallBacks.List list = new([], 0);
    private IReadOnlyList<ReadCallBacks.Row> rows = [];
    private ReadCallBacks.Row? next;
    private RevealContact.Contact? revealed;
    private CallHours hours = null!;
    private int mostAttempts;
    private bool isOver;
    private bool isOpen;

    /// <summary>Ended ones instead.</summary>
    [SupplyParameterFromQuery(Name = "over")]
    private string? Over { get; set; }

    /// <summary>Whom to call first; null: the most pressing.</summary>
    [SupplyParameterFromQuery(Name = "id")]
    private Guid? Wanted { get; set; }

    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    private Dictionary<string, string> Labels =>
        new()
        {
            ["IsSolved"] = T["问题解决了吗？"],
            ["Satisfaction"] = T["您对办理满意吗？"],
            ["Words"] = T["反映人的原话"],
        };

    private string? SaidWords =>
        Said switch
        {
            "Waiting" => T["已记下没有接通，换个时段会再出现"].Value,
            "NotReached" => T["{0} 次没有接通，记为未接通", mostAttempts].Value,
            { Length: > 0 } => T["已记下。请看下一位。"].Value,
            _ => null,
        };

    protected override async Task Fetch()
    {
        isOver = Over == "1";
        (hours, mostAttempts) = await List.Rules(Desk.Db, Aborted);
        isOpen = hours.IsOpen(Now);
        list = await Reading.Run(Actor, Aborted);
        rows = isOver ? await Reading.Over(Actor, Aborted) : list.Now;
        var posted = Guid.TryParse(Sent("CallBackId"), out var id) ? id : Wanted;
        next = isOver
            ? null
            : rows.FirstOrDefault(r => r.CallBack.Id == posted || r.CallBack.ReportId.ToString() == Sent("ReportId"))
                ?? (rows.Count > 0 ? rows[0] : null);
    }

    /// <summary>Opens the phone on the page, for a minute, with its purpose on the audit trail; what was typed stays.</summary>
    private async Task<string?> Reveal()
    {
        if (!Guid.TryParse(Sent("ReportId"), out var reportId))
            throw new InvalidInput("ReportId", "input.invalid");
        revealed = await Revealing.Run(reportId, new RevealContact.Command("回访"), Actor, Aborted);
        return null;
    }

    private Task Keep() =>
        Try(async () =>
        {
            if (!Guid.TryParse(Sent("CallBackId"), out var callBackId))
                throw new InvalidInput("CallBackId", "input.invalid");
            if (Sent("Outcome") == "Reveal")
                return await Reveal();
            var command = new MakeCall.Command(
                Named.One<CallOutcome>(Sent("Outcome")),
                bool.TryParse(Sent("IsSolved"), out var isSolved) ? isSolved : null,
                Number("Satisfaction"),
                Sent("Words"),
                Number("Version")
            );
            var result = await Calling.Run(callBackId, command, Actor, Aborted);
            return $"/callbacks?said={result.State}";
        });

    private int? Number(string name) => int.TryParse(Sent(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What was typed before a refusal, and before the phone was opened.</summary>
    private string? Typed(string name) =>
        (Refused is not null || revealed is not null) && next?.CallBack.Id.ToString() == Sent("CallBackId") ? Sent(name) : null;

    private IEnumerable<string> Gone =>
        Guid.TryParse(Sent("CallBackId"), out var id) && (next?.CallBack.Id != id || !isOpen) ? [$"call-{id}"] : [];

    private string Kind(CallBack row) => row.Kind == CallBackKind.Wish ? T["请求回电"] : T["结案回访"];

    private string State(CallBackState state) =>
        state switch
        {
            CallBackState.Waiting => T["待回访"],
            CallBackState.Reached => T["已接通"],
            CallBackState.NotReached => T["未接通"],
            CallBackState.Refused => T["不愿评价"],
            CallBackState.Rated => T["已自己评价"],
            CallBackState.Dropped => T["不用打了"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
