using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Council;

/// <summary>Base of the pages for everybody: a refusal is told on the page, with what was typed. 公众页面基类</summary>
/// <remarks>These pages switch off the framework's form check and make it themselves, because its answer is an empty error page.</remarks>
public abstract class PublicPage : GezhiPage
{
    [Inject]
    protected CouncilDesk Desk { get; set; } = null!;

    [Inject]
    private IAntiforgery Forms { get; set; } = null!;

    [Inject]
    private ProblemMapper Mapper { get; set; } = null!;

    /// <summary>What was refused; null when nothing was.</summary>
    protected Problem? Refused { get; private set; }

    protected Actor Actor => Http!.Actor()!;

    /// <summary>A resident with a proved phone; somebody without account is a resident too, but not this.</summary>
    protected bool IsSignedIn => Actor is { Kind: ActorKind.Resident, AccountId: not null };

    protected CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    /// <returns>False when it was refused.</returns>
    protected async Task<bool> TryForm(Func<Task> work)
    {
        try
        {
            if (!await Forms.IsRequestValidAsync(Http!))
                throw new AntiforgeryValidationException("form too old");
            await work();
            return true;
        }
        catch (Exception e) when (Mapper.Explain(e, Culture) is not null)
        {
            Refused = Mapper.Explain(e, Culture)!;
            var status = Refused.Status;
            Http?.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = status; // only when the answer begins: a 404 set earlier shows the general error page
                return Task.CompletedTask;
            });
            return false;
        }
    }

    protected IReadOnlyList<string> Amiss(string field) => Refused?.Errors?.GetValueOrDefault(field) ?? [];

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Day(DateTime at) => Day(Desk.Calendar.LocalDay(at));

    protected string Clock(DateTime at) => Desk.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
