using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Platform.Notify;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>The senders that are configuration, against real servers on loopback.</summary>
public sealed class SenderTests
{
    private static readonly Guid Id = Guid.Parse("01993f2e-0000-7000-8000-000000000001");

    [Fact]
    public async Task Mail_arrives_at_a_real_SMTP_server_in_Chinese_with_an_id_that_stays()
    {
        using var server = await MailServer.Start();
        using var sender = Sender(
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", $"{server.Port}"),
            ("Email:Tls", "false"),
            ("Email:From", "gezhi@example.gov.cn")
        );
        sender.Carries(Media.Email).ShouldBeTrue();
        sender.Carries(Media.Sms).ShouldBeFalse();

        await sender.Send(Mail("zhouhang@example.gov.cn"), TestContext.Current.CancellationToken);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain($"<{Id:N}@example.gov.cn>");
        mail.ShouldContain("Auto-Submitted: auto-generated");
        mail.ShouldContain("zhouhang@example.gov.cn");
        var body = mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        Encoding
            .UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings("")))
            .TrimEnd()
            .ShouldBe("【格治】等您审批：案卷 1。请登录系统查看。");
    }

    [Theory]
    [InlineData("implicit", "Implicit")]
    [InlineData("starttls", "StartTls")]
    public async Task Mail_travels_over_TLS_to_a_server_with_a_name_and_somebody_who_vouches_for_it_and_to_no_other(
        string server,
        string tls
    )
    {
        using var right = Certificate.For("localhost");
        using var other = Certificate.For("localhost");
        using var elsewhere = Certificate.For("mail.example.gov.cn");
        using var mail = await MailServer.Start(server, right.WithKey);
        using var wrongName = await MailServer.Start(server, elsewhere.WithKey);
        RoutedSender To(MailServer to, string trusted, string password = "密码-1") =>
            Sender(
                ("Email:Host", "localhost"),
                ("Email:Port", $"{to.Port}"),
                ("Email:Tls", tls),
                ("Email:From", "gezhi@example.gov.cn"),
                ("Email:User", "gezhi"),
                ("Email:Password", password),
                ("Email:TrustedCertificate", trusted)
            );
        using var trusting = To(mail, right.Alone);
        using var cautious = To(mail, "");
        using var misled = To(mail, other.Alone);
        using var misnamed = To(wrongName, elsewhere.Alone);
        using var wrong = To(mail, right.Alone, "密码-2");

        await trusting.Send(Mail("zhouhang@example.gov.cn"), TestContext.Current.CancellationToken);
        mail.Mails.ShouldHaveSingleItem().ShouldContain("zhouhang@example.gov.cn");
        foreach (var sender in new[] { cautious, misled, misnamed })
            (await Failure(sender, Mail("zhouhang@example.gov.cn"))).Message.ShouldBe("SMTP certificate not trusted");
        (await Failure(wrong, Mail("zhouhang@example.gov.cn"))).Message.ShouldBe("SMTP 535");
        (await Failure(trusting, Mail("gone@example.gov.cn"))).IsFinal.ShouldBeTrue();
        mail.Mails.Count.ShouldBe(1);
        wrongName.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_offers_no_TLS_gets_neither_mail_nor_password()
    {
        using var server = await MailServer.Start();
        using var sender = Sender(
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", $"{server.Port}"),
            ("Email:Tls", "true"),
            ("Email:From", "gezhi@example.gov.cn"),
            ("Email:User", "gezhi"),
            ("Email:Password", "密码-1")
        );

        (await Failure(sender, Mail("zhouhang@example.gov.cn"))).Message.ShouldBe("SMTP offers no TLS");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_headings_stay_headings_and_a_line_with_a_dot_stays_a_line()
    {
        using var server = await MailServer.Start();
        using var sender = Sender(
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", $"{server.Port}"),
            ("Email:Tls", "false"),
            ("Email:From", "gezhi@example.gov.cn")
        );
        var title = string.Concat(Enumerable.Repeat("案卷𠮷 ", 30)) + "\r\nBcc: other@example.gov.cn";

        await sender.Send(
            new Outgoing(Id, Media.Email, "zhouhang@例子.中国", "第一行\n.\n第三行", title),
            TestContext.Current.CancellationToken
        );

        var (head, body) = server.Mails.Single().Split("\n\n") is [var h, var b, ..] ? (h, b) : ("", "");
        head.Split('\n').ShouldAllBe(line => line.Length <= 78 || line.StartsWith("X-", StringComparison.Ordinal));
        head.ShouldNotContain("\nBcc:");
        var subject = string.Concat(
            System
                .Text.RegularExpressions.Regex.Matches(
                    head[head.IndexOf("Subject:", StringComparison.Ordinal)..head.IndexOf("Date:", StringComparison.Ordinal)],
                    "=\\?utf-8\\?B\\?([^?]*)\\?="
                )
                .Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value)))
        );
        subject.ShouldBe(title.Replace("\r\n", " "));
        head.ShouldContain("zhouhang@xn--fsqu00a.xn--fiqs8s");
        Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings(""))).ShouldBe("第一行\r\n.\r\n第三行");
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_final_and_a_busy_or_silent_server_is_not()
    {
        using var server = await MailServer.Start();
        using var sender = Sender(
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", $"{server.Port}"),
            ("Email:Tls", "false"),
            ("Email:From", "gezhi@example.gov.cn")
        );
        using var nobody = Sender(
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", "9"),
            ("Email:Tls", "false"),
            ("Email:From", "gezhi@example.gov.cn")
        );

        (await Failure(sender, Mail("gone@example.gov.cn"))).IsFinal.ShouldBeTrue();
        (await Failure(sender, Mail("busy@example.gov.cn"))).IsFinal.ShouldBeFalse();
        (await Failure(nobody, Mail("zhouhang@example.gov.cn"))).IsFinal.ShouldBeFalse();
        (await Failure(sender, Mail("not an address"))).IsFinal.ShouldBeTrue();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_message_is_written_into_the_gateways_own_form_and_its_no_is_understood()
    {
        await using var gateway = await Receiver.Start();
        gateway.Says["/send"] = """{"result":{"code":"0"}}""";
        using var sender = Sender(
            ("Sms:Url", gateway.Address + "/send?sign={secret:sign}"),
            ("Sms:Body", """{"mobile":"{address}","content":"{text}","ext":"{id}","extra":{"a":1}}"""),
            ("Sms:Headers:Authorization", "Bearer {secret:key}"),
            ("Sms:Secrets:key", "s3cret"),
            ("Sms:Secrets:sign", "a b"),
            ("Sms:Ok:Path", "result.code"),
            ("Sms:Ok:Final:0", "511")
        );
        await sender.Send(Text("第一行\n“引号\"与\\”"), TestContext.Current.CancellationToken);

        var call = gateway.Calls.ShouldHaveSingleItem();
        call.Path.ShouldBe("/send?sign=a%20b");
        call.Headers["authorization"].ShouldBe("Bearer s3cret");
        var body = JsonNode.Parse(call.Body)!;
        body["content"]!.GetValue<string>().ShouldBe("第一行\n“引号\"与\\”");
        body["ext"]!.GetValue<string>().ShouldBe(Id.ToString("N"));
        body["extra"]!["a"]!.GetValue<int>().ShouldBe(1);

        gateway.Says["/send"] = """{"result":{"code":"42"}}""";
        var again = await Failure(sender, Text("好"));
        (again.Message, again.IsFinal).ShouldBe(("gateway said 42", false));
        gateway.Says["/send"] = """{"result":{"code":"511"}}""";
        (await Failure(sender, Text("好"))).IsFinal.ShouldBeTrue();
        gateway.Says["/send"] = """{"result":{"code":"13800000000 is unknown"}}""";
        (await Failure(sender, Text("好"))).Message.ShouldBe("gateway said no", "a sentence of the gateway may hold the phone");
        gateway.Status = 502;
        (await Failure(sender, Text("好"))).Message.ShouldBe("HTTP 502");
    }

    [Fact]
    public async Task WeChat_fetches_a_token_once_and_a_fresh_one_after_a_no()
    {
        await using var weChat = await Receiver.Start();
        weChat.Says["/token"] = """{"errcode":0,"access_token":"t-1"}""";
        weChat.Says["/message"] = """{"errcode":0}""";
        using var sender = Sender(
            ("WeChat:Url", weChat.Address + "/message?access_token={token}"),
            ("WeChat:Token:Url", weChat.Address + "/token?corpid=c&corpsecret={secret:corp}"),
            ("WeChat:Secrets:corp", "zz"),
            ("WeChat:Body", """{"touser":"{address}","msgtype":"text","text":{"content":"{text}"}}"""),
            ("WeChat:Ok:Path", "errcode")
        );
        var message = new Outgoing(Id, Media.WeChat, "ZhouHang", "【格治】等您审批", "");
        await sender.Send(message, TestContext.Current.CancellationToken);
        await sender.Send(message, TestContext.Current.CancellationToken);
        weChat.Says["/message"] = """{"errcode":42001}""";
        (await Failure(sender, message)).Message.ShouldBe("gateway said 42001");
        weChat.Says["/message"] = """{"errcode":0}""";
        await sender.Send(message, TestContext.Current.CancellationToken);

        weChat.Calls.Count(c => c.Path.StartsWith("/token", StringComparison.Ordinal)).ShouldBe(2);
        weChat.Calls.Count(c => c.Path == "/message?access_token=t-1").ShouldBe(4);
        JsonNode.Parse(weChat.Calls.Last().Body)!["touser"]!.GetValue<string>().ShouldBe("ZhouHang");
    }

    [Fact]
    public void Secrets_and_addresses_stay_out_of_what_can_be_printed_and_a_password_never_travels_in_the_open()
    {
        Should.Throw<InvalidOperationException>(() =>
            Sender(
                ("Email:Host", "mail.example.gov.cn"),
                ("Email:From", "a@b.cn"),
                ("Email:User", "u"),
                ("Email:Password", "p"),
                ("Email:Tls", "false")
            )
        );
        Should.Throw<InvalidOperationException>(() => Sender(("Email:Host", "mail.example.gov.cn")));
        Should.Throw<InvalidOperationException>(() =>
            Sender(("Email:Host", "mail.example.gov.cn"), ("Email:From", "a@b.cn"), ("Email:Tls", "AcceptAnything"))
        );
        Should.Throw<InvalidOperationException>(() =>
            Sender(("Email:Host", "mail.example.gov.cn"), ("Email:From", "a@b.cn"), ("Email:TrustedCertificate", "missing.pem"))
        );
    }

    private static RoutedSender Sender(params (string Key, string Value)[] settings) =>
        RoutedSender.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Messages:" + s.Key, (string?)s.Value)))
                .Build(),
            TimeProvider.System
        );

    private static Outgoing Mail(string address) =>
        new(Id, Media.Email, address, "【格治】等您审批：案卷 1。请登录系统查看。", "格治：等您审批");

    private static Outgoing Text(string text) => new(Id, Media.Sms, "13800000000", text, "");

    private static Task<MessageNotSent> Failure(RoutedSender sender, Outgoing message) =>
        Should.ThrowAsync<MessageNotSent>(() => sender.Send(message, TestContext.Current.CancellationToken));
}
