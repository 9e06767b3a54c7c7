using System.Globalization;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Confirming;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Handling;

/// <summary>Hands the forms of the field and unit pages to the features; a page only shows what came of it. 办理表单</summary>
/// <remarks>Each form names its action in <c>do</c> and carries the version that the person saw.</remarks>
internal static class WorkForm
{
    /// <param name="http">The request with the form.</param>
    /// <param name="caseId">The case of the page.</param>
    /// <returns>A word for the page that follows: what was done.</returns>
    /// <exception cref="InvalidInput">The form names no known action, or a field is wrong.</exception>
    public static Task<string> Send(HttpContext http, Guid caseId, Actor actor, CancellationToken ct) =>
        http.Request.Form["do"].ToString() switch
        {
            "accept" => Run<AcceptCase, AcceptCase.Command>(http, "accepted", (f, c, _) => f.Run(caseId, c, actor, ct), ct),
            "depart" => Run<GoToCase, GoToCase.Command>(http, "departed", (f, c, _) => f.Depart(caseId, c, actor, ct), ct),
            "arrive" => Run<GoToCase, GoToCase.Command>(http, "arrived", (f, c, p) => f.Arrive(caseId, c, p, actor, ct), ct),
            "confirm" => Run<ConfirmCase, ConfirmCase.Command>(http, Finding(http), (f, c, p) => f.Run(caseId, c, p, actor, ct), ct),
            "hand-in" => Run<HandInCase, HandInCase.Command>(http, "handed-in", (f, c, p) => f.Run(caseId, c, p, actor, ct), ct),
            "send-back" => Run<SendBackCase, SendBackCase.Command>(http, "sent-back", (f, c, _) => f.Run(caseId, c, actor, ct), ct),
            "climb" => Run<ClimbCase, ClimbCase.Command>(http, "climbed", (f, c, _) => f.Run(caseId, c, actor, ct), ct),
            "ask" => Ask(http, caseId, actor, ct),
            _ => throw new InvalidInput("do", "input.unreadable"),
        };

    private static async Task<string> Run<TFeature, TCommand>(
        HttpContext http,
        string said,
        Func<TFeature, TCommand, IReadOnlyList<IncomingFile>, Task> run,
        CancellationToken ct
    )
        where TFeature : notnull
    {
        var (command, files) = await FormOrJson.Read<TCommand>(http.Request, ct);
        await run(http.RequestServices.GetRequiredService<TFeature>(), command, files);
        return said;
    }

    private static string Finding(HttpContext http) => http.Request.Form["IsTrue"] == "true" ? "confirmed" : "not-found";

    private static async Task<string> Ask(HttpContext http, Guid caseId, Actor actor, CancellationToken ct)
    {
        var command = Asked(http.Request.Form, http.RequestServices.GetRequiredService<WorkCalendar>());
        await http.RequestServices.GetRequiredService<AskApproval>().Run(caseId, command, actor, ct);
        return "asked";
    }

    /// <summary>The last day of shelving is chosen as a date and holds until midnight.</summary>
    private static AskApproval.Command Asked(IFormCollection form, WorkCalendar calendar)
    {
        int? version = int.TryParse(form["Version"], CultureInfo.InvariantCulture, out var seen) ? seen : null;
        return Asked(form["Kind"], form["Until"], form["Reason"].ToString(), calendar) with { Version = version };
    }

    /// <param name="named">Extend or Shelve.</param>
    /// <param name="last">Last day of shelving, yyyy-MM-dd.</param>
    internal static AskApproval.Command Asked(string? named, string? last, string reason, WorkCalendar calendar)
    {
        var kind = Named.One<ApprovalKind>(named);
        if (kind is not (ApprovalKind.Extend or ApprovalKind.Shelve))
            throw new InvalidInput("Kind", "input.invalid");
        DateTime? until = null;
        if (kind == ApprovalKind.Shelve)
            until = DateOnly.TryParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? calendar.LocalMidnightUtc(day.AddDays(1))
                : throw new InvalidInput("Until", "input.required");
        return new AskApproval.Command(kind, reason, until);
    }
}
