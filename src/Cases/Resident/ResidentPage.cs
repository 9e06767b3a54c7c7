using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Resident;

/// <summary>Base of the residents' pages: a refusal is told on the page itself, and nothing that was typed is lost. 居民页面基类</summary>
/// <remarks>
/// These pages switch off the framework's form check and make it themselves, because its answer is an empty error page and what was
/// typed would be gone.
/// </remarks>
public abstract class ResidentPage : GezhiPage
{
    [Inject]
    protected ProblemMapper Problems { get; set; } = null!;

    [Inject]
    private IAntiforgery Forms { get; set; } = null!;

    /// <summary>Who reads: an anonymous resident, a resident with phone, or staff looking in.</summary>
    [CascadingParameter]
    protected Actor Actor { get; set; } = null!;

    /// <summary>What was refused; null when nothing was.</summary>
    protected Problem? Refused { get; set; }

    protected CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    /// <summary>The resident in whose name the page acts: staff who look in act as anybody.</summary>
    protected Actor Reader => Actor.Kind == ActorKind.Resident ? Actor : Actor.Anonymous(Actor.DistrictId);

    /// <summary>Does what a form asks. A refusal is kept in <see cref="Refused"/> and gives the page its status.</summary>
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
        catch (Exception e) when (Problems.Explain(e, Culture) is not null)
        {
            Refuse(Problems.Explain(e, Culture)!);
            return false;
        }
    }

    /// <summary>Tells a refusal and gives the page its status.</summary>
    protected void Refuse(Problem problem)
    {
        Refused = problem;
        Answer(problem.Status);
    }

    /// <summary>Gives this page a status of its own.</summary>
    /// <remarks>Only when the answer begins: a 404 that is set earlier makes the framework show the general error page instead.</remarks>
    protected void Answer(int status) =>
        Http?.Response.OnStarting(() =>
        {
            Http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
}
