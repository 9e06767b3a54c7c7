using Gezhi.Platform.Protection;
using Gezhi.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>A server for real people does not start with a secret that everybody knows or that others can read.</summary>
public sealed class StartCheckTests
{
    private static readonly string Random = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("ConnectionStrings:Gezhi", "Host=db;Username=gezhi;Password=postgres")]
    [InlineData("ConnectionStrings:Gezhi", "Host=db;Username=zhengzhou;Password=Zhengzhou")]
    [InlineData("ConnectionStrings:Gezhi", "Host=db;User ID=gezhi;Pwd=123456")]
    [InlineData("Messages:Email:Password", "changeme")]
    [InlineData("Messages:Sms:Secrets:app", "…")]
    [InlineData("GovernmentSignIn:ClientSecret", "qwerty")]
    [InlineData("Protection:FieldKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Protection:FieldKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public void A_secret_that_everybody_tries_stops_production_by_its_name_and_not_by_its_value(string setting, string value)
    {
        var refusal = Should.Throw<InvalidOperationException>(() => StartCheck.Demand(Settings((setting, value)), new Env("Production")));

        refusal.Message.ShouldContain(setting);
        refusal.Message.ShouldNotContain(value.Split('=')[^1] is { Length: > 3 } tail ? tail : "\0");
        Should.NotThrow(() => StartCheck.Demand(Settings((setting, value)), new Env("Development")));
    }

    [Fact]
    public void Good_secrets_and_none_at_all_start() =>
        Should.NotThrow(() =>
            StartCheck.Demand(
                Settings(
                    ("ConnectionStrings:Gezhi", "Host=/run/postgresql;Username=gezhi"),
                    ("ConnectionStrings:Other", "Host=db;Username=gezhi;Password=f7Yx-2Qn9-aW40-pLz8"),
                    ("Protection:FieldKey", Random),
                    ("Messages:Email:Password", "kR8-vv2-Tq51"),
                    ("Demo:Enabled", "false")
                ),
                new Env("Production")
            )
        );

    [Fact]
    public void Keys_that_other_accounts_of_the_machine_can_read_stop_production_and_say_what_to_do()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("no file modes there");
            return;
        }
        var root = Directory.CreateTempSubdirectory("gezhi-keys-").FullName;
        var key = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "keys")).FullName, "field.key");
        File.WriteAllBytes(key, new byte[32]);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Should
            .Throw<InvalidOperationException>(() => StartCheck.Demand(Settings(("Storage:Root", root)), new Env("Production")))
            .Message.ShouldContain("chmod 600");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.NotThrow(() => StartCheck.Demand(Settings(("Storage:Root", root)), new Env("Production")));
    }

    [Fact]
    public void The_folder_of_the_keys_is_entered_by_its_owner_alone_also_when_it_was_open_before()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("no file modes there");
            return;
        }
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var root = Path.Combine(Directory.CreateTempSubdirectory("gezhi-root-").FullName, "data");

        var made = new StorageRoot(Settings(("Storage:Root", root)));
        File.GetUnixFileMode(root).ShouldBe(owner);
        File.GetUnixFileMode(made.Folder("keys")).ShouldBe(owner);
        File.SetUnixFileMode(made.Folder("keys"), owner | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        _ = new StorageRoot(Settings(("Storage:Root", root)));

        File.GetUnixFileMode(made.Folder("keys")).ShouldBe(owner);
    }

    [Fact]
    public void Security_txt_names_contacts_and_a_day_that_is_still_to_come_and_refuses_what_nobody_can_write_to()
    {
        var now = new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);
        var text = new SecurityContact(
            Settings(
                ("Security:Contact", "mailto:safe@erqi.example https://erqi.example/safe"),
                ("Security:Policy", "https://erqi.example/policy")
            )
        ).Text(now);

        text.Split('\n')
            .ShouldBe([
                "Contact: mailto:safe@erqi.example",
                "Contact: https://erqi.example/safe",
                $"Expires: {now.Date.AddDays(180):yyyy-MM-dd}T00:00:00Z",
                "Preferred-Languages: zh, en",
                "Policy: https://erqi.example/policy",
                "",
            ]);
        Should.Throw<InvalidOperationException>(() => new SecurityContact(Settings(("Security:Contact", "safe@erqi.example"))));
        Should.Throw<InvalidOperationException>(() => new SecurityContact(Settings(("Security:Contact", "javascript:alert(1)"))));
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private sealed class Env(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
