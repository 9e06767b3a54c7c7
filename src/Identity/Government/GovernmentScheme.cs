using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Gezhi.Identity.Me;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Identity.Government;

/// <summary>OAuth 2.0 code flow with state and PKCE by the framework's handler; what comes back becomes a session of ours. 政务统一身份认证</summary>
internal static class GovernmentScheme
{
    public const string Name = "government";
    public const string Start = "/sign-in/government";
    public const string Callback = "/sign-in/government/back";
    private const string LinkItem = "link",
        DistrictItem = "district",
        UserNameClaim = "gezhi:user-name",
        PersonNameClaim = "gezhi:name";

    public static void Add(AuthenticationBuilder authentication, GovernmentSettings settings, CookieSecurePolicy secure)
    {
        if (!settings.IsOn)
            return;
        authentication.AddOAuth(
            Name,
            options =>
            {
                options.ClientId = settings.ClientId;
                options.ClientSecret = settings.Secret;
                options.AuthorizationEndpoint = settings.AuthorizationEndpoint;
                options.TokenEndpoint = settings.TokenEndpoint;
                options.UserInformationEndpoint = settings.UserInformationEndpoint;
                options.CallbackPath = Callback;
                options.UsePkce = true;
                options.SaveTokens = false;
                options.SignInScheme = SessionCookie.Scheme; // never used: Received answers itself
                options.CorrelationCookie.SameSite = SameSiteMode.Lax;
                options.CorrelationCookie.SecurePolicy = secure;
                options.BackchannelTimeout = TimeSpan.FromSeconds(10);
                foreach (var scope in settings.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    options.Scope.Add(scope);
                options.ClaimActions.MapCustomJson(ClaimTypes.NameIdentifier, user => Value(user, settings.SubjectClaim));
                options.ClaimActions.MapCustomJson(UserNameClaim, user => Value(user, settings.UserNameClaim));
                options.ClaimActions.MapCustomJson(PersonNameClaim, user => Value(user, settings.NameClaim));
                options.Events.OnCreatingTicket = AskWho;
                options.Events.OnTicketReceived = Received;
                options.Events.OnRemoteFailure = Failed;
            }
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<GovernmentSettings>().IsOn)
            return;
        routes.MapGet(Start, Begin).AllowAnonymous().RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
        routes.MapPost(Start + "/link", BeginLink).RequireStaff().ExcludeFromDescription();
    }

    private static IResult Begin(string? returnUrl, int? district, Districts districts) =>
        Results.Challenge(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [DistrictItem] = (district is { } asked && districts.All.Contains(asked) ? asked : districts.Default).ToString(
                        CultureInfo.InvariantCulture
                    ),
                }
            )
            {
                RedirectUri = Home.Or(returnUrl, "/staff"),
            },
            [Name]
        );

    /// <summary>The account that begins is the account that is linked, whatever the browser is signed in as when it comes back.</summary>
    private static async Task<IResult> BeginLink(
        Actor actor,
        FreshSession fresh,
        Microsoft.AspNetCore.Antiforgery.IAntiforgery forms,
        HttpContext http,
        CancellationToken ct
    )
    {
        await forms.ValidateRequestAsync(http);
        await fresh.Demand(Visitor.Of(http), ct);
        return Results.Challenge(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [DistrictItem] = actor.DistrictId.ToString(CultureInfo.InvariantCulture),
                    [LinkItem] = actor.AccountId!.Value.ToString(),
                }
            )
            {
                RedirectUri = "/me?saved=government",
            },
            [Name]
        );
    }

    private static async Task AskWho(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        context.RunClaimActions(user.RootElement);
    }

    private static async Task Received(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        var principal = context.Principal;
        if (principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 } subject)
        {
            http.Response.Redirect("/sign-in?refused=government.no-answer");
            return;
        }
        var person = new SignInByGovernment.Person(
            subject,
            principal.FindFirstValue(UserNameClaim),
            principal.FindFirstValue(PersonNameClaim)
        );
        var items = context.Properties!.Items;
        var db = http.RequestServices.GetRequiredService<GezhiDb>().In(int.Parse(items[DistrictItem]!, CultureInfo.InvariantCulture));
        var feature = http.RequestServices.GetRequiredService<SignInByGovernment>();
        try
        {
            http.Response.Redirect(
                items.TryGetValue(LinkItem, out var account)
                    ? await Link(feature, db, person, Guid.Parse(account!), http)
                    : await Open(feature, person, Home.Or(context.ReturnUri, "/staff"), http)
            );
        }
        catch (RuleViolation refusal)
        {
            http.Response.Redirect((items.ContainsKey(LinkItem) ? "/me" : "/sign-in") + "?refused=" + refusal.Code);
        }
    }

    private static async Task<string> Open(SignInByGovernment feature, SignInByGovernment.Person person, string returnUrl, HttpContext http)
    {
        var signIn = http.RequestServices.GetRequiredService<SignIn>();
        var answer = await feature.Run(person, Visitor.Of(http), http.RequestAborted);
        if (answer.SignedIn is not { } done)
        {
            StepCookie.Write(http, answer.Step!);
            return "/sign-in/second?returnUrl=" + Uri.EscapeDataString(returnUrl);
        }
        await signIn.HandOut(http, done);
        return done.Next(returnUrl);
    }

    private static async Task<string> Link(
        SignInByGovernment feature,
        GezhiDb db,
        SignInByGovernment.Person person,
        Guid accountId,
        HttpContext http
    )
    {
        // The authentication handler runs before the actor is bound; the cookie of the session says who is here.
        var seen = await http.AuthenticateAsync(SessionCookie.Scheme);
        if (
            Ticket.Of(seen.Principal) is not { Kind: ActorKind.Staff } ticket
            || ticket.AccountId != accountId
            || ticket.DistrictId != db.DistrictId
        )
            throw new RuleViolation("government.linked-otherwise");
        await feature.Link(person, new Actor(db.DistrictId, ActorKind.Staff, accountId, "", []), http.RequestAborted);
        return "/me?saved=government";
    }

    /// <summary>Refused at the provider, an answer that nobody asked for, a provider out of reach: back to the sign-in, which says so.</summary>
    private static Task Failed(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect("/sign-in?refused=government.no-answer");
        return Task.CompletedTask;
    }

    /// <summary>A text or number under a name; dots lead into objects. Null when it is not there.</summary>
    private static string? Value(JsonElement user, string path)
    {
        if (path == "")
            return null;
        foreach (var part in path.Split('.'))
            if (user.ValueKind != JsonValueKind.Object || !user.TryGetProperty(part, out user))
                return null;
        return user.ValueKind is JsonValueKind.String or JsonValueKind.Number ? user.ToString() : null;
    }
}
