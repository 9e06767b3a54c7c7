using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gezhi.Cases;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.RateLimiting;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Rules for every door of the running host; a new door that forgets one fails here before anybody finds it.</summary>
public sealed class DoorRuleTests
{
    /// <summary>Open doors for programs that count by themselves, before anything is read; OuterDoorTests floods them.</summary>
    private static readonly string[] CountThemselves = ["/api/channels/", "/open311/"];

    /// <summary>Answers like GET, takes nothing.</summary>
    private static readonly string[] TakeNothing = ["POST /field/app", "POST /community/gate", "POST /sign-out"];

    private static readonly string[] Climbs =
    [
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "..%5c..%5c..%5cwindows%5cwin.ini",
        "%2e%2e%2f%2e%2e%2fkeys%2ffield.key",
        "....%2f%2f....%2f%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "field.key%00.jpg",
        "..%252f..%252fkeys%252ffield.key",
        "%c0%ae%c0%ae%c0%afetc",
        "con",
        "a%0d%0aX-Evil:%201",
    ];

    private static readonly string[] Elsewhere =
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "http:/evil.example",
        "/\t/evil.example",
        "/\r\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example\\@town.example",
        "/..//evil.example",
        "/./\\evil.example",
    ];

    [Fact]
    public async Task Every_door_says_itself_who_may_come_in()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);

        Door.Of(watched.Town)
            .Where(d =>
                !d.IsPublic
                && !d.Endpoint.Metadata.Any(m =>
                    m is RequiresPermissionAttribute or RequiresStaffAttribute or RequiresResidentAttribute or IAuthorizeData
                )
            )
            .Select(d => d.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_open_door_that_takes_something_counts_how_often()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var taking = Door.Of(watched.Town).Where(d => d.IsPublic && d.Method is not ("GET" or "HEAD")).ToList();

        taking.Count.ShouldBeGreaterThan(30);
        taking
            .Where(d => d.Endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null)
            .Where(d => d.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null) // Limits:FormsAMinute counts the forms of all pages
            .Where(d => !CountThemselves.Any(c => d.Pattern.StartsWith(c, StringComparison.Ordinal)) && !TakeNothing.Contains(d.Name))
            .Select(d => d.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task No_door_opens_by_another_method_or_by_a_header_that_claims_one()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var doors = Door.Of(watched.Town);
        var ways = doors.Select(d => d.Name).ToHashSet();
        using var anybody = watched.Town.Anybody();
        var wrong = new List<string>();
        foreach (var door in doors.Where(d => !d.IsPublic).DistinctBy(d => d.Pattern))
        foreach (var method in new[] { "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND" })
        {
            if (ways.Contains($"{method} {door.Pattern}"))
                continue;
            using var answer = await anybody.SendAsync(new HttpRequestMessage(new HttpMethod(method), door.Address()));
            if (answer.IsSuccessStatusCode || (int)answer.StatusCode >= 500)
                wrong.Add($"{method} {door.Pattern}: {(int)answer.StatusCode}");
        }
        foreach (var door in doors.Where(d => !d.IsPublic && d.Method is "DELETE" or "PUT").DistinctBy(d => d.Pattern))
        {
            var request = new HttpRequestMessage(HttpMethod.Post, door.Address())
            {
                Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-HTTP-Method-Override", door.Method);
            request.Headers.Add("X-Method-Override", door.Method);
            using var answer = await anybody.SendAsync(request);
            if (answer.IsSuccessStatusCode || (int)answer.StatusCode >= 500)
                wrong.Add($"override {door.Name}: {(int)answer.StatusCode}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token_and_no_command_from_another_site()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var wrong = new List<string>();
        var (forms, commands) = (0, 0);
        foreach (var group in Closed(watched).GroupBy(d => d.IsForResidents ? (Role?)null : Enum.GetValues<Role>().First(d.LetsIn)))
        {
            using var person = group.Key is { } role ? await watched.Town.As(role) : await EndpointTests.Resident(watched, "15400093001");
            foreach (var door in group.Where(d => d.Method != "GET"))
            {
                if (door.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                {
                    forms++;
                    using var answer = await Send(person, door, new FormUrlEncodedContent([new("_handler", "x"), new("note", "x")]), null);
                    if (answer.StatusCode != HttpStatusCode.BadRequest)
                        wrong.Add($"without token {door.Name}: {(int)answer.StatusCode}");
                }
                commands++;
                foreach (var site in new[] { "cross-site", "same-site" })
                {
                    using var answer = await Send(person, door, new StringContent("{}", Encoding.UTF8, "text/plain"), site);
                    if (answer.StatusCode != HttpStatusCode.Forbidden)
                        wrong.Add($"{site} {door.Name}: {(int)answer.StatusCode}");
                }
            }
        }
        wrong.ShouldBeEmpty();
        forms.ShouldBeGreaterThan(60);
        commands.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task No_door_leads_to_another_site()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        using var anybody = watched.Town.Anybody();
        var (wrong, led) = (new List<string>(), 0);
        foreach (var target in Elsewhere)
        {
            var coded = Uri.EscapeDataString(target);
            foreach (
                var (person, path) in new[]
                {
                    (anybody, $"/preferences?theme=dark&back={coded}"),
                    (linXiao, $"/preferences?lang=en&back={coded}"),
                    (linXiao, $"/sign-in?returnUrl={coded}"),
                    (anybody, $"/sign-in/second?returnUrl={coded}"),
                    (anybody, $"/my/sign-in?returnUrl={coded}"),
                    (anybody, "/" + target.TrimStart('/')),
                }
            )
            {
                var request = new HttpRequestMessage(
                    HttpMethod.Get,
                    new Uri(watched.Town.Address, "/").ToString().TrimEnd('/')
                        + (path.StartsWith("/ ", StringComparison.Ordinal) || path.Any(char.IsControl) ? "/x" : path)
                );
                request.Headers.Accept.ParseAdd("text/html");
                using var answer = await person.SendAsync(request);
                if ((int)answer.StatusCode >= 500)
                    wrong.Add($"{path}: {(int)answer.StatusCode}");
                if (answer.Headers.Location is not { } where)
                    continue;
                led++;
                if (new Uri(watched.Town.Address, where).Authority != watched.Town.Address.Authority)
                    wrong.Add($"{path} → {where}");
            }
        }
        wrong.ShouldBeEmpty();
        led.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task No_name_in_an_address_climbs_out_of_its_folder_or_into_a_header()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var group in Door.Of(watched.Town).Where(d => d.Method == "GET").GroupBy(Visitor))
        {
            using var person =
                group.Key is { } role ? await watched.Town.As(role)
                : group.First().IsForResidents ? await EndpointTests.Resident(watched, "15400093002")
                : watched.Town.Anybody();
            foreach (var door in group.Where(d => !d.Pattern.StartsWith("/demo/", StringComparison.Ordinal)))
            foreach (
                var free in door.Endpoint.RoutePattern.Parameters.Where(p =>
                    p.ParameterPolicies.All(c => c.Content is not ("guid" or "int"))
                )
            )
            foreach (var climb in Climbs)
            {
                using var answer = await person.GetAsync(door.Address(new Dictionary<string, string> { [free.Name] = climb }));
                var said = await answer.Content.ReadAsStringAsync();
                tried++;
                if (
                    (int)answer.StatusCode >= 500
                    || said.Contains("root:x:0", StringComparison.Ordinal)
                    || answer.Headers.Contains("X-Evil")
                )
                    wrong.Add($"{door.Name} {climb}: {(int)answer.StatusCode}");
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task A_sign_in_of_a_megabyte_is_not_read_to_its_end()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var anybody = watched.Town.Anybody();
        var wrong = new List<string>();
        var doors = Door.Of(watched.Town)
            .Where(d =>
                d.IsPublic
                && d.Method == "POST"
                && (d.Pattern.Contains("sign-in", StringComparison.Ordinal) || d.Pattern.Contains("session", StringComparison.Ordinal))
                && !d.Pattern.EndsWith("/options", StringComparison.Ordinal)
            )
            .ToList();
        foreach (var door in doors)
        {
            var long64 = new string('a', (int)BodyLimits.LongestWords + 1);
            HttpContent body = door.IsForPeople
                ? new FormUrlEncodedContent([new("Input.UserName", long64)])
                : new StringContent($"{{\"userName\":\"{long64}\"}}", Encoding.UTF8, "application/json");
            using var asked = new HttpRequestMessage(HttpMethod.Post, door.Address()) { Content = body };
            asked.Headers.ExpectContinue = true;
            using var answer = await anybody.SendAsync(asked);
            if ((int)answer.StatusCode is not (413 or 400))
                wrong.Add($"{door.Name}: {(int)answer.StatusCode}");
        }
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
        {
            Content = new StringContent(
                $"{{\"text\":\"{new string('a', (int)BodyLimits.LongestJson)}\"}}",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.ExpectContinue = true; // the server says no to the announced length, before anything is sent
        using var much = await anybody.SendAsync(request);
        wrong.ShouldBeEmpty();
        doors.Count.ShouldBeGreaterThan(6);
        ((int)much.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task What_is_shown_to_somebody_signed_in_stays_in_no_cache()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        var wrong = new List<string>();
        foreach (
            var group in Closed(watched)
                .Where(d => d.Method == "GET" && !d.IsForResidents && d.Pattern is not ("/centre/live" or "/emergency/live"))
                .GroupBy(d => Enum.GetValues<Role>().First(d.LetsIn))
        )
        {
            using var person = await watched.Town.As(group.Key);
            foreach (var door in group)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, door.Address());
                request.Headers.Accept.ParseAdd(door.IsForPeople ? "text/html" : "application/json");
                using var answer = await person.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                var kept = answer.Headers.CacheControl;
                if (kept is null ? answer.Headers.ETag is null : kept.Public || !(kept.NoStore || kept.NoCache || kept.Private))
                    wrong.Add($"{door.Name}: {(int)answer.StatusCode} {kept}");
                if (!answer.Headers.Contains("X-Content-Type-Options") || !answer.Headers.Contains("Content-Security-Policy"))
                    wrong.Add($"{door.Name}: no safety headers");
            }
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>More fields than a door asks for: what they name stays as the server has set it.</summary>
    [Fact]
    public async Task Fields_that_nobody_asked_for_change_nothing()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var aunt = watched.Town.Anybody();
        var id = Guid.CreateVersion7();
        var userName = $"mass.{id:N}"[..20];
        (string, object)[] more =
        [
            ("districtId", WatchedTown.OtherDistrict),
            ("id", id),
            ("caseId", id),
            ("state", "Closed"),
            ("version", 99),
            ("sourceId", id),
            ("isUrgent", true),
            ("createdAt", "2001-01-01T00:00:00Z"),
            ("receiptNo", "AAAAAAAAAAAA"),
            ("leadUnitCode", "police"),
            ("accountId", id),
            ("isTest", true),
            ("actor", "System"),
        ];
        var json = new Dictionary<string, object>
        {
            ["text"] = "多给几栏也没有用",
            ["lon"] = Town.Lon,
            ["lat"] = Town.Lat,
        };
        foreach (var (name, value) in more)
            json[name] = json[char.ToUpperInvariant(name[0]) + name[1..]] = value;
        var form = Form.With([
            ("text", "多给几栏也没有用"),
            ("lon", $"{Town.Lon}"),
            ("lat", $"{Town.Lat}"),
            .. more.Select(m => (m.Item1, $"{m.Item2}")),
        ]);

        foreach (var body in new object[] { json, form })
        {
            var receipt = await aunt.Do("/api/reports", body);
            var caseId = Guid.Parse(receipt["caseId"]!.GetValue<string>());
            caseId.ShouldNotBe(id);
            receipt["receiptNo"]!.GetValue<string>().ShouldNotContain("AAAAAAAAAAAA");
            var kept = await watched.Town.With((_, db) => Task.FromResult(db.Cases.Single(c => c.Id == caseId)));
            (kept.DistrictId, kept.State, kept.Version, kept.LeadUnitCode).ShouldBe(
                (Town.District, Gezhi.Cases.Contract.CaseState.Reported, 1, null)
            );
            var report = await watched.Town.With((_, db) => Task.FromResult(db.Reports.Single(r => r.CaseId == caseId)));
            (report.SourceId, report.CreatedAt.Year).ShouldBe((null, watched.Town.Clock.UtcNow.Year));
        }
        using var gaoYan = await watched.Town.As(Role.SystemAdmin);
        var made = await gaoYan.Do(
            "/api/accounts",
            new
            {
                userName,
                name = "多给几栏",
                id,
                districtId = WatchedTown.OtherDistrict,
                passwordHash = "x",
                securityStamp = "x",
                posts = new[] { new { role = "Leader" } },
                role = "Leader",
                isAdmin = true,
                disabledAt = "2001-01-01T00:00:00Z",
            }
        );
        var account = await watched.Town.With((_, db) => Task.FromResult(db.Accounts.Single(a => a.UserName == userName)));
        account.Id.ShouldNotBe(id);
        account.DistrictId.ShouldBe(Town.District);
        account.PasswordHash.ShouldNotBe("x");
        account.DisabledAt.ShouldBeNull();
        (
            await watched.Town.With((_, db) => Task.FromResult(db.Set<Gezhi.Identity.Posts.Post>().Count(p => p.AccountId == account.Id)))
        ).ShouldBe(0);
        made.ShouldNotBeNull();
    }

    private static IEnumerable<Door> Closed(WatchedTown watched) => Door.Of(watched.Town).Where(d => !d.IsPublic);

    private static Role? Visitor(Door door) => door.IsPublic || door.IsForResidents ? null : Enum.GetValues<Role>().First(door.LetsIn);

    private static async Task<HttpResponseMessage> Send(HttpClient person, Door door, HttpContent body, string? site)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Address()) { Content = body };
        if (door.IsForPeople)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return await person.SendAsync(request);
    }
}
